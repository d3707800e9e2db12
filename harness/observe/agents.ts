/** The harness's end of the agents: a socket that every process of a target reports to. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { monotonicMs, type Window } from '../host/clock.ts';
import {
  AGENT_SOCKET,
  type AgentFigures,
  type AgentListening,
  type FromAgent,
  type MeasureRequest,
} from './agent-messages.ts';
import { onMessages } from './messages.ts';

/** How long after the window's end an agent may answer: its event loop may be busy. */
const REPORT_GRACE_MS = 1_000;

export interface Agents {
  /** What a target's processes need in their environment so that their agents find the harness. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * The figures of every process that is connected when it is called, over the window. A process that does
   * not answer within a second of the window's end is absent.
   */
  measure(window: Window): Promise<AgentFigures[]>;
  /** Pids of the processes that are connected. */
  pids(): ReadonlySet<number>;
  /** Calls back with each server of a target's process that begins to listen; returns how to stop that. */
  onListening(listener: (listening: AgentListening) => void): () => void;
  close(): void;
}

/** @param folder where the socket is made; it must be short, for a socket's path holds some 100 bytes */
export async function listenForAgents(folder: string): Promise<Agents> {
  const path = join(folder, 'agents.sock');
  const connected = new Map<Socket, (figures: AgentFigures) => void>();
  const pids = new Map<Socket, number>();
  const listeners = new Set<(listening: AgentListening) => void>();
  const server = createServer((socket) => {
    socket.on('close', () => {
      connected.delete(socket);
      pids.delete(socket);
    });
    onMessages<FromAgent>(socket, (message) => {
      if (message.type === 'hello') {
        connected.set(socket, () => {});
        pids.set(socket, message.pid);
      } else if (message.type === 'listening') {
        for (const listener of listeners) listener(message);
      } else connected.get(socket)?.(message);
    });
  });
  server.listen(path);
  await once(server, 'listening');

  return {
    env: { [AGENT_SOCKET]: path },
    measure: async (window) => {
      const request: MeasureRequest = { type: 'measure', ...window };
      const reports: AgentFigures[] = [];
      const pending = [...connected.keys()].map(
        (socket) =>
          new Promise<void>((resolve) => {
            connected.set(socket, (figures) => {
              if (figures.fromMs !== window.fromMs) return; // too late for an earlier window
              reports.push(figures);
              resolve();
            });
            socket.once('close', () => resolve());
            socket.write(`${JSON.stringify(request)}\n`);
          }),
      );
      const deadline = new AbortController();
      const graceMs = window.toMs + REPORT_GRACE_MS - monotonicMs();
      await Promise.race([
        Promise.all(pending),
        sleep(graceMs, undefined, { signal: deadline.signal }).catch(() => {}),
      ]);
      deadline.abort();
      return reports;
    },
    pids: () => new Set(pids.values()),
    onListening: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      for (const socket of connected.keys()) socket.destroy();
      server.close();
    },
  };
}

/** Path of the module that is preloaded into a target's processes. */
export const agentModule = fileURLToPath(import.meta.resolve('./agent.js'));

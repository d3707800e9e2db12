/** The harness's end of the agents: a socket to which every process of a target reports. */
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

/** How long after the window's end an agent may report: its event loop may be busy. */
const REPORT_GRACE_MS = 1_000;

export interface Agents {
  /** Environment variables that a target's processes need so that their agents find the harness. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Settles with the figures over the window of every process connected at the time of the call. A process that does
   * not report within a second of the window's end is missing.
   */
  measure(window: Window): Promise<AgentFigures[]>;
  /** Pids of the connected processes. */
  pids(): ReadonlySet<number>;
  /** Calls back with each server of a target's process that starts to listen. Returns a function that stops this. */
  onListening(listener: (listening: AgentListening) => void): () => void;
  close(): void;
}

/** @param folder of the socket; its path must be short, since a socket's path holds only about 100 bytes */
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

/** Path of the agent module, which is preloaded into a target's processes. */
export const agentModule = fileURLToPath(import.meta.resolve('./agent.js'));

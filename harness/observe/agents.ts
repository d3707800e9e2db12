/** The harness's end of the agents: a socket to which every process of a target reports. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { monotonicMs, type Window } from '../host/clock.ts';
import {
  AGENT_SOCKET,
  type AgentFigures,
  type AgentListening,
  type AgentProfile,
  type FromAgent,
  type ToAgent,
} from './agent-messages.ts';
import { AliveWorkers, type WorkerChange } from './alive-workers.ts';
import { onMessages } from './messages.ts';
import { LATE, orLate } from './or-late.ts';

/** How long after the window's end an agent may report: its event loop may be busy. */
const REPORT_GRACE_MS = 1_000;
/** How long after the window's end a profile may be written: it has up to 100,000 samples, and the load goes on. */
const PROFILE_GRACE_MS = 30_000;

const ENDED = 'the worker ended before its profile was written';
const TOO_LATE = `the worker did not write its profile within ${PROFILE_GRACE_MS / 1_000} s of the window’s end`;

export interface Agents {
  /** Environment variables that a target's processes need so that their agents find the harness. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Settles with the figures over the window of every process connected at the time of the call. A process that does
   * not report within a second of the window's end is missing.
   */
  measure(window: Window): Promise<AgentFigures[]>;
  /**
   * Writes the CPU profile of a process over the window to a file. It follows the call of `measure` for the same window.
   *
   * @returns why there is no profile; null if there is one
   */
  profile(window: Window, pid: number, file: string): Promise<string | null>;
  /** Moves the end of the window that is being measured to a later instant. */
  extend(window: Window): void;
  /** Pids of the connected processes. */
  pids(): ReadonlySet<number>;
  /** Pids of the processes that listen on the app's port. */
  workerPids(): ReadonlySet<number>;
  /** How many workers were alive since when, over the whole run. */
  workers(): readonly WorkerChange[];
  /** Calls back with each server of a target's process that starts to listen. Returns a function that stops this. */
  onListening(listener: (listening: AgentListening) => void): () => void;
  close(): void;
}

/** @param folder of the socket; its path must be short, since a socket's path holds only about 100 bytes */
export async function listenForAgents(folder: string): Promise<Agents> {
  const path = join(folder, 'agents.sock');
  const connected = new Map<Socket, (figures: AgentFigures) => void>();
  const profiling = new Map<Socket, (profile: AgentProfile) => void>();
  const pids = new Map<Socket, number>();
  const workers = new AliveWorkers();
  const listeners = new Set<(listening: AgentListening) => void>();
  const server = createServer((socket) => {
    socket.on('close', () => {
      connected.delete(socket);
      profiling.delete(socket);
      workers.ended(pids.get(socket), monotonicMs());
      pids.delete(socket);
    });
    onMessages<FromAgent>(socket, (message) => {
      if (message.type === 'hello') {
        connected.set(socket, () => {});
        pids.set(socket, message.pid);
      } else if (message.type === 'listening') {
        if (message.port === message.expectedPort) workers.began(message.pid, monotonicMs());
        for (const listener of listeners) listener(message);
      } else if (message.type === 'profiled') profiling.get(socket)?.(message);
      else connected.get(socket)?.(message);
    });
  });
  server.listen(path);
  await once(server, 'listening');

  return {
    env: { [AGENT_SOCKET]: path },
    measure: async (window) => {
      const request: ToAgent = { type: 'measure', fromMs: window.fromMs, toMs: window.toMs };
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
      await orLate(Promise.all(pending), window, REPORT_GRACE_MS);
      return reports;
    },
    profile: async (window, pid, file) => {
      const socket = [...pids].find(([, known]) => known === pid)?.[0];
      if (socket === undefined) return ENDED;
      const request: ToAgent = { type: 'profile', fromMs: window.fromMs, toMs: window.toMs, file };
      const profiled = new Promise<string | null>((resolve) => {
        profiling.set(socket, ({ fromMs, failure }) => {
          if (fromMs === window.fromMs) resolve(failure);
        });
        socket.once('close', () => resolve(ENDED));
        socket.write(`${JSON.stringify(request)}\n`);
      });
      const outcome = await orLate(profiled, window, PROFILE_GRACE_MS);
      return outcome === LATE ? TOO_LATE : outcome;
    },
    extend: ({ fromMs, toMs }) => {
      const request: ToAgent = { type: 'extend', fromMs, toMs };
      for (const socket of connected.keys()) socket.write(`${JSON.stringify(request)}\n`);
    },
    workerPids: () => workers.pids,
    workers: () => workers.changes,
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

/** The harness's end of behaviours: it tells processes of an app when to misbehave, and when to stop. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Behaviour } from './behaviour.ts';
import { lineOf, type Order, onLines, type Report, SWITCH_SOCKET } from './orders.ts';

/** How long a process may take to follow an order: a busy event loop reads it late. */
const FOLLOWED_WITHIN_MS = 10_000;

/** Misbehaviour is an order that a process follows. */
export interface Misbehaviour {
  /** The first process that followed it. */
  readonly pid: number;
  /** Every process that has followed it by now, in order. */
  pids(): readonly number[];
  /** Ends it. Settles with the process that behaves and listens from then on; for a primary, with its pid. */
  end(): Promise<number>;
}

export interface Switch {
  /** Environment of every process of the app. */
  readonly env: Readonly<Record<string, string>>;
  /** Makes the process that a behaviour is of misbehave. @throws if no process follows the order */
  begin(behaviour: Behaviour): Promise<Misbehaviour>;
  /** Tells each process as soon as it starts. */
  expect(behaviour: Behaviour): void;
  /** Whether a process has been told to misbehave, so that its end is no surprise. */
  hasTold(pid: number): boolean;
}

/**
 * openSwitch returns a switch that closes with the last process of the app.
 *
 * @param folder of its socket, with a short path
 */
export async function openSwitch(folder: string): Promise<Switch> {
  const path = join(folder, 'switch.sock');
  const sockets = new Set<Socket>();
  const told = new Set<number>();
  const listeners = new Set<(report: Report) => void>();
  let ordered: Behaviour | null = null;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.unref();
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) server.close();
    });
    if (ordered !== null) send(socket, { type: 'begin', behaviour: ordered.name });
    onLines<Report>(socket, (report) => {
      if (report.type === 'begun') {
        told.add(report.pid);
        if (ordered?.isRepeated === false) ordered = null;
      }
      for (const listener of listeners) listener(report);
    });
  });
  server.listen(path).unref();
  await once(server, 'listening');

  const send = (socket: Socket, order: Order) => socket.write(lineOf(order));
  const sendAll = (order: Order) => {
    for (const socket of sockets) send(socket, order);
  };
  const next = (isWanted: (report: Report) => boolean): Promise<number> =>
    new Promise((resolve) => {
      const listener = (report: Report) => {
        if (!isWanted(report)) return;
        listeners.delete(listener);
        resolve(report.pid);
      };
      listeners.add(listener);
    });

  return {
    env: { [SWITCH_SOCKET]: path },
    hasTold: (pid) => told.has(pid),
    expect: (behaviour) => {
      ordered = behaviour;
    },
    begin: async (behaviour) => {
      const pids: number[] = [];
      const count = ({ type, pid }: Report) => {
        if (type === 'begun') pids.push(pid);
      };
      listeners.add(count);
      const begun = next(({ type }) => type === 'begun');
      ordered = behaviour;
      sendAll({ type: 'begin', behaviour: behaviour.name });
      const pid = await within(begun, `no ${behaviour.of} followed the order to begin: it must run on Node`);
      return {
        pid,
        pids: () => [...pids],
        end: () => {
          ordered = null;
          listeners.delete(count);
          // The process that misbehaves stays if it reads this in time; else its replacement behaves.
          const behaves = next(({ type }) => type === 'ended' || type === 'listening');
          sendAll({ type: 'end' });
          return behaves;
        },
      };
    },
  };
}

async function within(step: Promise<number>, reason: string): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(reason)), FOLLOWED_WITHIN_MS).unref();
  });
  return Promise.race([step, late]).finally(() => clearTimeout(timer));
}

/** The module that makes an app's processes follow a switch, to preload. */
export const behaviourModule = fileURLToPath(import.meta.resolve('./preload.js'));

/**
 * Preloaded into every process of an app that is to misbehave. It follows the orders of the switch, if they concern
 * this process. Its socket keeps no process alive.
 */
import cluster from 'node:cluster';
import { subscribe } from 'node:diagnostics_channel';
import { connect, type Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';
import { LISTENING_CHANNEL, type ListeningServer } from '../listening.ts';
import type { Behaviour } from './behaviour.ts';
import { behaviours } from './index.ts';
import { lineOf, type Order, onLines, type Report, SWITCH_SOCKET } from './orders.ts';

let listens = false;
let ordered: Behaviour | null = null;
let end: (() => void) | null = null;

function follow(socket: Socket): void {
  const { pid } = process;
  const report = (type: Report['type'], sent?: () => void) => socket.write(lineOf({ type, pid }), sent);
  // A behaviour that blocks the event loop must not hold back its own report.
  const begin = () => {
    const behaviour = ordered;
    if (behaviour === null || end !== null || !concerns(behaviour)) return;
    end = () => {};
    report('begun', () => {
      if (ordered === behaviour) end = behaviour.begin();
    });
  };
  onLines<Order>(socket, (order) => {
    if (order.type === 'begin') {
      ordered = behaviours.find(({ name }) => name === order.behaviour) ?? null;
      begin();
      return;
    }
    ordered = null;
    if (end === null) return;
    end();
    end = null;
    report('ended');
  });
  // Tools that a worker starts inherit its environment, but do not listen.
  subscribe(LISTENING_CHANNEL, (message) => {
    const { port, expectedPort } = message as ListeningServer;
    if (port !== expectedPort || listens) return;
    listens = true;
    if (isFirstWorker()) report('listening');
    begin();
  });
  socket.unref();
}

function concerns({ of }: Behaviour): boolean {
  return of === 'primary' ? isPrimary() : listens && isFirstWorker();
}

/** An app that forks its own workers may give them no instance. */
function isFirstWorker(): boolean {
  const instance = process.env.NODE_APP_INSTANCE;
  return instance === undefined ? cluster.worker?.id === 1 : instance === '0';
}

function isPrimary(): boolean {
  return cluster.isPrimary && Object.keys(cluster.workers ?? {}).length > 0;
}

const path = process.env[SWITCH_SOCKET];
if (path && isMainThread) follow(connect(path));

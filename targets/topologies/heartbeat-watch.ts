/** The primary's end of the watchdog. */
import type { Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { HEARTBEAT } from './heartbeat-message.ts';

/** The module that makes a worker send heartbeats. */
export const heartbeatModule = fileURLToPath(import.meta.resolve('./heartbeat.js'));

/**
 * watchHeartbeat calls back once if a worker sends no heartbeat for some time. It begins with the first heartbeat,
 * and ends when the worker is told to stop.
 */
export function watchHeartbeat(worker: Worker, silentMs: number, onSilent: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  let beats = 0;
  const stop = () => clearTimeout(timer);
  const expect = () => {
    clearTimeout(timer);
    const seen = beats;
    // The primary may have been stopped itself: heartbeats that wait in its own event loop are read before it judges.
    timer = setTimeout(() => setImmediate(() => beats === seen && onSilent()), silentMs);
  };
  worker.on('message', (message) => {
    if (message !== HEARTBEAT) return;
    beats++;
    if (worker.isConnected()) expect();
  });
  worker.once('disconnect', stop);
  worker.once('exit', stop);
}

/** Messages over the channel that Node opens between a process and its child. */
import type { Figure } from '../records/micro.ts';
import type { IpcNotes } from './ipc-peer.ts';
import { type Benchmark, cpuTimeMs, measure } from './measure.ts';
import { ask, startPeer } from './peer.ts';

const MESSAGES = 1_000;
const ROUND_TRIPS = 50;

export async function measureIpc(timeMs: number): Promise<Figure[]> {
  const peer = startPeer('ipc-peer');
  let before = await ask<IpcNotes>(peer, { type: 'sum' });

  /** Many messages at once: the reader handles several per wake-up. */
  const message: Benchmark = {
    id: 'ipc-message',
    app: null,
    clock: 'cpu',
    operationsPerSample: MESSAGES,
    warmupOperations: 10_000,
    batchMs: async () => {
      const ownFromMs = cpuTimeMs();
      for (let id = 0; id < MESSAGES; id++) peer.send({ type: 'note', id });
      // The channel keeps the order: the reply comes after all messages are read.
      const after = await ask<IpcNotes>(peer, { type: 'sum' });
      if (after.count !== before.count + MESSAGES) throw new Error('an IPC message was lost');
      const cpuMs = cpuTimeMs() - ownFromMs + after.cpuMs - before.cpuMs;
      before = after;
      return cpuMs;
    },
  };
  const roundTrip: Benchmark = {
    id: 'ipc-round-trip',
    app: null,
    clock: 'elapsed',
    operationsPerSample: ROUND_TRIPS,
    warmupOperations: 5_000,
    batchMs: async () => {
      const fromMs = performance.now();
      for (let id = 0; id < ROUND_TRIPS; id++) {
        const echo = await ask<{ id: number }>(peer, { type: 'echo', id });
        if (echo.id !== id) throw new Error('an IPC reply had the wrong id');
      }
      return performance.now() - fromMs;
    },
  };
  return measure([message, roundTrip], timeMs);
}

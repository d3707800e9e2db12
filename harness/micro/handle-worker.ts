/** The cluster's worker: listens by itself on one port, and through the primary on another. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { cpuTimeMs } from './measure.ts';

/** Told once both ports are open, and again in answer to any message. */
export interface WorkerState {
  /** Of 127.0.0.1. */
  readonly ports: { readonly own: number; readonly shared: number };
  /** Since the start, as is the CPU time. */
  readonly served: number;
  readonly cpuMs: number;
}

let served = 0;

const ports = { own: await listen(true), shared: await listen(false) };
process.on('message', tell);
// A cluster drops what is said to a worker that does not listen for messages yet: the worker begins.
tell();

function tell(): void {
  process.send?.({ ports, served, cpuMs: cpuTimeMs() } satisfies WorkerState);
}

/** @param exclusive not shared with the primary: as if there were no cluster */
async function listen(exclusive: boolean): Promise<number> {
  const server = createServer((socket) => {
    served++;
    // A connection that ends in order would keep its port in TIME_WAIT: thousands would use up the host's.
    socket.resetAndDestroy();
  }).listen({ port: 0, host: '127.0.0.1', exclusive });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

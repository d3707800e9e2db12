/** The cluster's worker. It listens by itself on one port, and through the primary on another. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { cpuTimeMs } from './measure.ts';

/** WorkerState is sent once both ports are open, and again in reply to any message. */
export interface WorkerState {
  /** Ports on 127.0.0.1. */
  readonly ports: { readonly own: number; readonly shared: number };
  /** Connections since the start, as is the CPU time. */
  readonly served: number;
  readonly cpuMs: number;
}

let served = 0;

const ports = { own: await listen(true), shared: await listen(false) };
process.on('message', report);
// A cluster drops messages to a worker that does not listen for them yet, so the worker sends first.
report();

function report(): void {
  process.send?.({ ports, served, cpuMs: cpuTimeMs() } satisfies WorkerState);
}

/** @param exclusive not shared with the primary, as without a cluster */
async function listen(exclusive: boolean): Promise<number> {
  const server = createServer((socket) => {
    served++;
    // A connection that closes normally keeps its port in TIME_WAIT: thousands would use up the host's ports.
    socket.resetAndDestroy();
  }).listen({ port: 0, host: '127.0.0.1', exclusive });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** The same request over kept connections, as under load: with sockets, HTTP parsing and the kernel. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { handlerOf } from '../../targets/apps/index.ts';
import type { Figure } from '../records/micro.ts';
import { cpuOf, measure } from './measure.ts';
import { ask, startPeer } from './peer.ts';
import type { ServedOrders } from './served-client.ts';

const REQUESTS = 200;

/**
 * measureServed serves from this process; the client is another one, whose CPU time does not count. @param app a
 * built-in one
 */
export async function measureServed(app: string, timeMs: number): Promise<Figure[]> {
  const server = createServer(await handlerOf(app)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = startPeer('served-client');
  const orders: ServedOrders = { port, requests: REQUESTS };
  const batchMs = () => cpuOf(() => ask<void>(client, orders));
  const figure = { id: 'served', app, clock: 'cpu', operationsPerSample: REQUESTS } as const;
  return measure([{ ...figure, warmupOperations: 5_000, batchMs }], timeMs);
}

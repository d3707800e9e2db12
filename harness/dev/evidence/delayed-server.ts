/** The `http` app, which replies to each message of its parent with what it has done since the last one. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findUsers } from '../../../targets/apps/users.ts';

export interface WorkDone {
  readonly responses: number;
  /** Time from when a request was read until its simulated database replied, summed, milliseconds. */
  readonly waitedMs: number;
  readonly cpuMs: number;
}

let [responses, waitedMs, cpu] = [0, 0, process.cpuUsage()];

const server = createServer(async (_request, response) => {
  const readMs = performance.now();
  const users = await findUsers();
  waitedMs += performance.now() - readMs;
  responses++;
  const text = JSON.stringify(users);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(200, headers).end(text);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

process.on('message', () => {
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({ responses, waitedMs, cpuMs: (user + system) / 1_000 } satisfies WorkDone);
  [responses, waitedMs, cpu] = [0, 0, process.cpuUsage()];
});
process.once('disconnect', () => process.exit());

/** A real cluster under policy `sticky`, and clients of many addresses. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { TestContext } from 'node:test';
import { builtInApps } from '../../../targets/apps/index.ts';
import { sticky } from '../../../targets/policies/sticky.ts';
import { cluster } from '../../../targets/topologies/cluster.ts';
import type { App } from '../../../targets/topology.ts';
import { freePorts } from '../../processes/free-ports.ts';
import { TrialProcesses } from '../../processes/trial-processes.ts';
import { temporaryFolder } from './cli.ts';
import { startTopology } from './start-topology.ts';

/** Options of a test that needs clients of many addresses: Linux alone lets them use all of 127.0.0.0/8. */
export const onLinux = process.platform === 'linux' ? {} : { skip: 'needs many loopback addresses' };

export const addresses = Array.from({ length: 64 }, (_, n) => `127.${n % 5}.${(n * 7) % 256}.${n + 1}`);

export async function startSticky(
  context: TestContext,
  app: Pick<App, 'name' | 'script'> & Partial<App>,
  workers: number,
) {
  const owned = new TrialProcesses(temporaryFolder(context));
  context.after(() => owned.stop());
  const [port = 0] = await freePorts(1);
  const target = await startTopology(
    cluster,
    { args: [], env: { DB_DELAY_MS: '0' }, preload: [], ...app },
    {
      workers,
      policy: sticky,
      ports: [port],
      spawn: owned.spawnAs('target'),
      settings: {},
      startTimeoutMs: 30_000,
      signal: new AbortController().signal,
    },
  );
  return { port, target, owned };
}

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly tls?: boolean;
}

/** Sends a request from an address, on a connection of its own. */
export async function ask(
  port: number,
  localAddress: string,
  { tls = false, path = '/', body, ...asked }: Asked = {},
) {
  const send = tls ? httpsRequest : httpRequest;
  const options = { host: '127.0.0.1', port, path, localAddress, agent: false, rejectUnauthorized: false };
  const request = send({ ...options, ...asked }).end(body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode as number, cookie: response.headers['set-cookie']?.[0], body: text };
}

export const pidOf = async (port: number, address: string): Promise<number> =>
  JSON.parse((await ask(port, address, { path: '/health' })).body).pid;

export const pidsOf = (port: number) => Promise.all(addresses.map((address) => pidOf(port, address)));

export function builtIn(name: string) {
  const found = builtInApps.find((app) => app.name === name);
  assert.ok(found);
  return found;
}

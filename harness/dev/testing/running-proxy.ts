/** A proxy in front of small servers that say who they are. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get as getPlain } from 'node:http';
import { get as getOverTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { LOOPBACK } from '../../../targets/origin.ts';
import type { ProxyContext, ReverseProxy } from '../../../targets/proxies/proxy.ts';
import type { Origin, RunningTarget } from '../../../targets/topology.ts';
import { detectCapabilities } from '../../host/capabilities.ts';
import { listeningOfGroup } from '../../observe/listening-sockets.ts';
import { childrenOf } from '../../observe/process-table.ts';
import { freePorts } from '../../processes/free-ports.ts';
import { TrialProcesses } from '../../processes/trial-processes.ts';
import { temporaryFolder } from './cli.ts';

export interface Upstream {
  readonly origin: Origin;
  /** Requests that it has received. */
  readonly seen: { method: string; forwarded: string }[];
}

/** startUpstream starts a server that responds with its name, until the test ends. */
export async function startUpstream(context: TestContext, name: string): Promise<Upstream> {
  const seen: Upstream['seen'] = [];
  const server = createServer((request, response) => {
    seen.push({
      method: request.method ?? '',
      forwarded: String(request.headers['x-forwarded-for'] ?? ''),
    });
    response.end(name);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: { host: '127.0.0.1', port }, seen };
}

/** startProxy starts a proxy that ends with the test. */
export async function startProxy(
  context: TestContext,
  proxy: ReverseProxy,
  upstreams: readonly Upstream[],
  change: Partial<ProxyContext> = {},
): Promise<RunningTarget> {
  const { programs } = await detectCapabilities();
  const program = programs[proxy.program?.name ?? ''];
  assert.ok(program && proxy.start);
  const owned = new TrialProcesses(temporaryFolder(context));
  context.after(() => owned.stop());
  const { host = LOOPBACK } = change;
  const [port = 0] = await freePorts(1, host);
  return proxy.start({
    program,
    helpers: programs,
    folder: temporaryFolder(context, 0o711),
    host,
    port,
    upstreams: upstreams.map(({ origin }) => origin),
    connections: 10,
    workers: 1,
    wants: { files: null, upgrades: false },
    spawn: owned.spawnAs('proxy'),
    childrenOf,
    listeningOn: listeningOfGroup,
    ...change,
  });
}

interface Asked {
  readonly path?: string;
  readonly tls?: boolean;
  /** Address of the client. */
  readonly localAddress?: string;
}

/** ask sends a GET on a connection of its own. @returns the body */
export async function ask(
  { origins }: RunningTarget,
  { path = '/', tls = false, localAddress }: Asked = {},
): Promise<string> {
  const [{ host, port } = assert.fail()] = origins;
  const options = { host, port, path, agent: false, rejectUnauthorized: false };
  const request = (tls ? getOverTls : getPlain)({
    ...options,
    ...(localAddress === undefined ? {} : { localAddress }),
  });
  const [response] = await once(request, 'response');
  return text(response);
}

/** whoAnswers returns the distinct bodies of many requests, sorted. */
export async function whoAnswers(proxy: RunningTarget, asked: Asked = {}, times = 8): Promise<string> {
  const bodies = new Set<string>();
  for (let time = 0; time < times; time++) bodies.add(await ask(proxy, asked));
  return [...bodies].sort().join();
}

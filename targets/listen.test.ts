/** Targets listen on the address that the user names, and on no other. 127.0.0.2 is such an address on Linux. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../harness/dev/testing/cli.ts';
import { haproxyForTests } from '../harness/dev/testing/haproxy.ts';
import { nginxForTests } from '../harness/dev/testing/nginx.ts';
import { startProxy, startUpstream, whoAnswers } from '../harness/dev/testing/running-proxy.ts';
import { builtIn, onLinux } from '../harness/dev/testing/sticky-cluster.ts';
import { startWatched } from '../harness/dev/testing/watched-topology.ts';
import { LOOPBACK } from './origin.ts';
import { rr } from './policies/rr.ts';
import { sticky } from './policies/sticky.ts';
import { haproxy } from './proxies/haproxy/haproxy.ts';
import { nginx } from './proxies/nginx/nginx.ts';
import { nginxTls } from './proxies/nginx/nginx-tls.ts';
import { cluster } from './topologies/cluster.ts';
import { clusterNaive } from './topologies/cluster-naive.ts';
import { own } from './topologies/own.ts';
import { single } from './topologies/single.ts';
import type { App, Origin, RunningTarget } from './topology.ts';

const HOST = '127.0.0.2';

async function accepts({ host, port }: Origin): Promise<boolean> {
  const socket = connect({ host, port });
  const outcome = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return outcome;
}

async function assertOnlyAt(host: string, { origins }: RunningTarget): Promise<void> {
  const [origin = assert.fail()] = origins;
  assert.equal(origin.host, host);
  assert.ok(await accepts(origin));
  assert.ok(!(await accepts({ ...origin, host: LOOPBACK })), 'another address');
}

const appOf = (script: string, change: Partial<App> = {}): App => ({
  name: 'server',
  script,
  args: [],
  env: { DB_DELAY_MS: '0' },
  preload: [],
  ...change,
});

function written(context: TestContext, text: string): string {
  const script = join(temporaryFolder(context), 'server.cjs');
  writeFileSync(script, text);
  return script;
}

for (const name of ['http', 'fastify']) {
  test(`the built-in app ${name} listens on the address`, onLinux, async (context) => {
    const app = appOf(builtIn(name).script);
    const { target } = await startWatched(context, single, app, { workers: 1, host: HOST });
    await assertOnlyAt(HOST, target);
  });
}

const SERVE = `require('http').createServer((_, response) => response.end())`;
const EVERYWHERE = `${SERVE}.listen(process.env.PORT);`;
const FORKS = `
  const cluster = require('cluster');
  if (cluster.isPrimary) for (let n = 0; n < process.env.WORKERS; n++) cluster.fork();
  else ${EVERYWHERE}`;

for (const [topology, policy, text] of [
  [cluster, rr, EVERYWHERE],
  [cluster, sticky, EVERYWHERE],
  [clusterNaive, rr, EVERYWHERE],
  [own, undefined, FORKS],
] as const) {
  const label = [topology.name, ...(policy ? [policy.name] : [])].join(' ');
  test(`${label}: a script that listens everywhere is bound to the address`, onLinux, async (context) => {
    const app = appOf(written(context, text));
    const arrangement = { workers: 1, host: HOST, ...(policy ? { policy } : {}) };
    const { target } = await startWatched(context, topology, app, arrangement);
    await assertOnlyAt(HOST, target);
  });
}

test(
  'a launcher that changes HOST does not change the address of a server that names none',
  onLinux,
  async (context) => {
    const command = ['env', 'HOST=0.0.0.0', process.execPath, written(context, EVERYWHERE)];
    const { target } = await startWatched(context, single, appOf('', { command }), {
      workers: 1,
      host: HOST,
    });
    await assertOnlyAt(HOST, target);
  },
);

test('a server that announces nothing is found at the address', onLinux, async (context) => {
  // Without NODE_OPTIONS nothing is preloaded.
  const serve = `${SERVE}.listen(process.env.PORT, '0.0.0.0')`;
  const command = ['env', '-u', 'NODE_OPTIONS', process.execPath, '-e', serve];
  const { target } = await startWatched(context, single, appOf('', { command }), { workers: 1, host: HOST });
  assert.equal(target.origins[0]?.host, HOST);
});

for (const host of [HOST, '::1']) {
  for (const [proxy, find] of [
    [nginx, nginxForTests],
    [nginxTls, nginxForTests],
    [haproxy, haproxyForTests],
  ] as const) {
    test(`${proxy.name} listens on ${host}, in front of an app on 127.0.0.1`, onLinux, async (context) => {
      if (find(context) === null) return;
      const running = await startProxy(context, proxy, [await startUpstream(context, 'a')], { host });
      await assertOnlyAt(host, running);
      assert.equal(await whoAnswers(running, { tls: proxy.terminatesTls === true }, 1), 'a');
    });
  }
}

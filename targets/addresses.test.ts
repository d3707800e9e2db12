/** Apps are reached wherever they listen, and errors name the address. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../harness/dev/testing/cli.ts';
import { PORT, server } from '../harness/dev/testing/listeners.ts';
import { startTopology } from '../harness/dev/testing/start-topology.ts';
import { listeningOfGroup } from '../harness/observe/listening-sockets.ts';
import { freePorts } from '../harness/processes/free-ports.ts';
import { TrialProcesses } from '../harness/processes/trial-processes.ts';
import { hostAndPort } from './origin.ts';
import { rr } from './policies/rr.ts';
import { cluster } from './topologies/cluster.ts';
import { processes as separate } from './topologies/processes.ts';
import { single } from './topologies/single.ts';
import type { Origin, Topology } from './topology.ts';

async function start(
  context: TestContext,
  topology: Topology,
  text: string,
  { command, startTimeoutMs = 60_000 }: { command?: string[]; startTimeoutMs?: number } = {},
) {
  const folder = temporaryFolder(context);
  const script = join(folder, 'server.mjs');
  writeFileSync(script, text);
  const owned = new TrialProcesses(folder);
  context.after(() => owned.stop());
  const workers = topology === single ? 1 : 2;
  return startTopology(
    topology,
    { name: 'server', script, command: command ?? null, args: [], env: {}, preload: [], cwd: folder },
    {
      workers,
      policy: topology === cluster ? rr : null,
      ports: await freePorts(topology.portCount(workers)),
      spawn: owned.spawnAs('target'),
      settings: {},
      startTimeoutMs,
      listeningOn: listeningOfGroup,
      signal: new AbortController().signal,
    },
  );
}

function answerAt(origin: Origin): Promise<number> {
  return new Promise((resolve, reject) => {
    get(`http://${hostAndPort(origin)}/`, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
}

const addresses = [
  [`${PORT}, '::1'`, /^::1$/],
  [`{ port: ${PORT}, host: '::1' }`, /^::1$/],
  [`${PORT}, 'localhost'`, /^(::1|127\.0\.0\.1)$/],
  [PORT, /^127\.0\.0\.1$/],
  [`${PORT}, '0.0.0.0'`, /^127\.0\.0\.1$/],
  [`{ port: ${PORT}, host: '::' }`, /^127\.0\.0\.1$/],
] as const;

for (const topology of [single, separate, cluster]) {
  test(`an app is reached at its own address, as ${topology.name}`, async (context) => {
    for (const [listenArguments, host] of addresses) {
      const { origins } = await start(context, topology, server(listenArguments));
      for (const origin of origins) {
        assert.match(origin.host, host, listenArguments);
        assert.equal(await answerAt(origin), 200);
      }
    }
  });
}

test('a server that does not announce itself is found on ::1', async (context) => {
  const code = `require('http').createServer((q, r) => r.end()).listen(process.env.PORT, '::1')`;
  // Without NODE_OPTIONS nothing is preloaded, so the server is as silent as one in another language.
  const command = ['env', '-u', 'NODE_OPTIONS', process.execPath, '-e', code];
  const { origins } = await start(context, single, '', { command });
  assert.equal(origins[0]?.host, '::1');
});

test('the error names the address of an app that listens elsewhere, announced or not', async (context) => {
  const startTimeoutMs = 6_000;
  await assert.rejects(
    start(context, single, server(`0, '::1'`), { startTimeoutMs }),
    /listens on \[::1\]:\d+ and not on port \d+/,
  );
  const code = `require('net').createServer().listen(0, '127.0.0.1')`;
  const silent = ['env', '-u', 'NODE_OPTIONS', process.execPath, '-e', code];
  await assert.rejects(
    start(context, single, '', { command: silent, startTimeoutMs }),
    /listens on 127\.0\.0\.1:\d+ and not on port \d+/,
  );
  await assert.rejects(
    start(context, single, 'setInterval(() => {}, 1000);', { startTimeoutMs: 500 }),
    /did not listen on port \d+/,
  );
});

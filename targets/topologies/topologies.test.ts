/**
 * Every topology with real processes: which instance responds, when it is ready, and what happens when a worker dies.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { temporaryFolder, testApp } from '../../harness/dev/testing/cli.ts';
import { get } from '../../harness/dev/testing/get.ts';
import { descendants, survivorsAfter } from '../../harness/dev/testing/processes.ts';
import { startTopology } from '../../harness/dev/testing/start-topology.ts';
import { freePorts } from '../../harness/processes/free-ports.ts';
import { TrialProcesses } from '../../harness/processes/trial-processes.ts';
import { builtInApps } from '../apps/index.ts';
import type { Policy } from '../policies/index.ts';
import { none } from '../policies/none.ts';
import { rr } from '../policies/rr.ts';
import type { App, RunningTarget, Topology } from '../topology.ts';
import { cluster } from './cluster.ts';
import { processes as separate } from './processes.ts';
import { single } from './single.ts';

interface Health {
  readonly pid: number;
  readonly worker: string | null;
}

function builtIn(name: string): App {
  const found = builtInApps.find((app) => app.name === name);
  assert.ok(found);
  return { ...found, args: [], env: { DB_DELAY_MS: '0' }, preload: [] };
}

function ownApp(name: string): App {
  return { name, script: testApp(name), args: [], env: {}, preload: [] };
}

interface Arrangement {
  readonly workers?: number;
  readonly policy?: Policy;
  readonly startTimeoutMs?: number;
}

async function start(context: TestContext, topology: Topology, app: App, arrangement: Arrangement = {}) {
  const { workers = 1, policy = null, startTimeoutMs = 10_000 } = arrangement;
  const owned = new TrialProcesses(temporaryFolder(context));
  context.after(() => owned.stop());
  const ports = await freePorts(topology.portCount(workers));
  const topologyContext = {
    workers,
    policy,
    ports,
    spawn: owned.spawnAs('target'),
    settings: {},
    startTimeoutMs,
    signal: new AbortController().signal,
  };
  return { target: await startTopology(topology, app, topologyContext), owned };
}

async function health(port: number): Promise<Health> {
  return JSON.parse((await get(port, '/health')).body);
}

async function workersOf({ origins }: RunningTarget, requests: number): Promise<Set<string | null>> {
  const port = origins[0]?.port ?? 0;
  const reports = await Promise.all(Array.from({ length: requests }, () => health(port)));
  return new Set(reports.map(({ worker }) => worker));
}

/** Returns a port that another program listens on and responds on with 200. */
async function strangersPort(context: TestContext): Promise<number> {
  const stranger = createServer((_request, response) => response.end('[{"id":1}]')).listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  context.after(() => stranger.close());
  return (stranger.address() as AddressInfo).port;
}

for (const { name } of builtInApps) {
  test(`${name} serves the same list, and reports the instance`, async (context) => {
    const { target } = await start(context, single, builtIn(name));
    const [{ port } = { port: 0 }] = target.origins;
    const { type, body } = await get(port, '/api/users');
    assert.match(type, /^application\/json/);
    const users: { id: number; name: string }[] = JSON.parse(body);
    assert.deepEqual(
      users.map((user) => user.name),
      ['Ada Lovelace', 'Alan Turing', 'Grace Hopper', 'Edsger Dijkstra', 'Barbara Liskov'],
    );
    assert.equal((await health(port)).worker, '0');
    assert.equal((await get(port, '/nothing')).status, 404);
  });
}

test('a cluster under rr is ready when every worker listens', async (context) => {
  const { target } = await start(context, cluster, builtIn('http'), { workers: 3, policy: rr });
  assert.deepEqual([...(await workersOf(target, 60))].sort(), ['0', '1', '2']);
});

test('a cluster under none is served by every worker', async (context) => {
  const { target } = await start(context, cluster, builtIn('http'), { workers: 3, policy: none });
  // The kernel decides who accepts, and may leave a worker out for a while.
  const seen = new Set<string | null>();
  while (seen.size < 3) for (const worker of await workersOf(target, 20)) seen.add(worker);
  assert.deepEqual([...seen].sort(), ['0', '1', '2']);
});

test('separate processes listen on one port each', async (context) => {
  const { target } = await start(context, separate, builtIn('http'), { workers: 2 });
  assert.equal(new Set(target.origins.map(({ port }) => port)).size, 2);
  const workers = await Promise.all(target.origins.map(async ({ port }) => (await health(port)).worker));
  assert.deepEqual(workers, ['0', '1']);
});

test('a worker that dies is replaced under its own instance, and the loss is reported', async (context) => {
  const { target } = await start(context, cluster, builtIn('http'), { workers: 2, policy: rr });
  const [{ port } = { port: 0 }] = target.origins;
  const victim = await health(port);
  process.kill(victim.pid, 'SIGKILL');
  const { reason } = await target.broken;
  assert.match(
    reason,
    new RegExp(`lost worker ${victim.worker} \\(pid ${victim.pid}, killed by SIGKILL, perhaps by .*\\)`),
  );
  // The replacement takes over the lost worker's instance, with another pid.
  for (;;) {
    const answer = await health(port);
    if (answer.worker === victim.worker && answer.pid !== victim.pid) break;
  }
});

for (const [topology, policy] of [[single], [separate], [cluster, rr]] as const) {
  const workers = topology === single ? 1 : 2;
  const arrangement = { workers, ...(policy ? { policy } : {}) };

  test(`${topology.name} has the controls that it declares, and using them is not a failure`, async (context) => {
    const { target } = await start(context, topology, builtIn('http'), arrangement);
    assert.deepEqual(Object.keys(target.controls).sort(), [...topology.controls].sort());
    const broken: string[] = [];
    target.broken.then(({ reason }) => broken.push(reason));
    const port = target.origins.at(-1)?.port ?? 0;
    const instance = workers - 1;
    const pids = new Map<string | null, number>();
    while (!pids.has(String(instance))) {
      const { worker, pid } = await health(port);
      pids.set(worker, pid);
    }
    assert.equal(await target.controls.killWorker?.(instance), pids.get(String(instance)));
    await target.controls.terminate?.();
    await assert.rejects(get(port, '/health'), /ECONNREFUSED|ECONNRESET/);
    assert.deepEqual(broken, []);
    await assert.rejects(async () => target.controls.killWorker?.(9), /no process runs as instance 9/);
  });
}

test('a stopped cluster finishes requests in flight, and accepts no more', async (context) => {
  const slow = { ...builtIn('http'), env: { DB_DELAY_MS: '500' } };
  const { target, owned } = await start(context, cluster, slow, { workers: 2, policy: rr });
  const [{ port } = { port: 0 }] = target.origins;
  const inFlight = Array.from({ length: 10 }, async () => (await get(port, '/api/users')).status);
  await health(port); // by then the primary has handed out the connections before this one
  const running = descendants(process.pid).filter(({ command }) => /cluster-primary|apps.http/.test(command));
  assert.equal(running.length, 3, 'a primary and two workers');
  const stopped = owned.stop();
  assert.deepEqual(await Promise.all(inFlight), new Array(10).fill(200));
  await stopped;
  await assert.rejects(get(port, '/health'), /ECONNREFUSED/);
  assert.deepEqual(await survivorsAfter(running, 2_000), []);
});

test('a port that was taken meanwhile is reported in the app’s own words', async (context) => {
  const port = await strangersPort(context);
  const owned = new TrialProcesses(temporaryFolder(context));
  context.after(() => owned.stop());
  const place = {
    workers: 1,
    policy: null,
    ports: [port],
    spawn: owned.spawnAs('target'),
    settings: {},
    startTimeoutMs: 10_000,
    signal: new AbortController().signal,
  };
  await assert.rejects(
    startTopology(single, builtIn('http'), place),
    (error: Error & { lastLines: string[] }) => {
      assert.match(error.message, /ended before it listened/);
      assert.match(error.lastLines.join('\n'), /EADDRINUSE/);
      return true;
    },
  );
});

test('an app that listens elsewhere gets its address in the error, in a cluster too', async (context) => {
  for (const [topology, policy] of [[single], [cluster, rr]] as const) {
    await assert.rejects(
      start(context, topology, ownApp('listens-elsewhere'), {
        startTimeoutMs: 2_500,
        ...(policy ? { workers: 2, policy } : {}),
      }),
      /listens on 127\.0\.0\.1:\d+.* and not on port \d+/,
    );
  }
});

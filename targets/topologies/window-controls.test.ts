/** Deploys and crashes of real targets under load: what each topology loses, and what it replaces. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder, testApp } from '../../harness/dev/testing/cli.ts';
import { get } from '../../harness/dev/testing/get.ts';
import { startKeptClients } from '../../harness/dev/testing/kept-clients.ts';
import { startWatched } from '../../harness/dev/testing/watched-topology.ts';
import { findNpmProgram } from '../../harness/host/npm-program.ts';
import { isAlive } from '../../harness/processes/alive.ts';
import { builtInApps } from '../apps/index.ts';
import { rr } from '../policies/rr.ts';
import { isRunning } from '../process-state.ts';
import type { App } from '../topology.ts';
import { cluster } from './cluster.ts';
import { clusterNaive } from './cluster-naive.ts';
import { own } from './own.ts';
import { pm2 } from './pm2/pm2.ts';
import { processes as separate } from './processes.ts';

const [PAIR, SETTINGS] = [2, { watchdog: 'off', backoff: 'on' }] as const;

function builtIn(delayMs = 20): App {
  const found = builtInApps.find(({ name }) => name === 'http');
  assert.ok(found);
  return { ...found, args: [], env: { DB_DELAY_MS: String(delayMs) }, preload: [] };
}

function ownApp(name: string, env: Record<string, string> = {}, args: readonly string[] = []): App {
  return { name, script: testApp(name), args, env, preload: [] };
}

async function pidAt(port: number, path = '/health'): Promise<number> {
  const { pid }: { pid: number } = JSON.parse((await get(port, path)).body);
  return pid;
}

/** untilClosed settles when nothing listens any more. The kernel may accept connections that the last process drops. */
async function untilClosed(port: number): Promise<void> {
  for (;;) {
    const error: NodeJS.ErrnoException | null = await get(port, '/health').then(
      () => null,
      (error) => error,
    );
    assert.ok(error, 'nobody responds any more');
    if (error.code === 'ECONNREFUSED') return;
  }
}

test('cluster: a rolling restart replaces every worker, and a built-in app loses nothing', async (context) => {
  const { target, port, broken } = await startWatched(context, cluster, builtIn(), {
    workers: PAIR,
    policy: rr,
    settings: SETTINGS,
  });
  assert.deepEqual(Object.keys(target.controls).sort(), [...cluster.controls].sort());
  const clients = startKeptClients(context, port);
  await clients.responses(20);
  const { oldPids = [], newPids = [], killed } = (await target.controls.restart?.()) ?? {};
  await clients.responses(20);
  assert.deepEqual(await clients.stop(), []);
  assert.equal(killed, 0);
  assert.equal(new Set([...oldPids, ...newPids]).size, 2 * PAIR);
  assert.ok(!oldPids.some(isRunning));
  assert.ok(newPids.includes(await pidAt(port)));
  assert.deepEqual(broken, []);
});

test('cluster-naive: a primary that ends with its only worker is no failure of its own', async (context) => {
  const { target, port, broken } = await startWatched(context, clusterNaive, builtIn(), {
    workers: 1,
    policy: rr,
  });
  await target.controls.killWorker?.(0);
  await untilClosed(port);
  await sleep(200);
  assert.deepEqual(broken, []);
});

test('cluster: a killed worker is replaced, and a killed primary ends everything', async (context) => {
  const { target, port, broken } = await startWatched(context, cluster, builtIn(), {
    workers: PAIR,
    policy: rr,
    settings: SETTINGS,
  });
  const { killWorker, whenReplaced, killPrimary } = target.controls;
  const lost = (await killWorker?.(1)) ?? 0;
  const replacement = await whenReplaced?.(1, lost);
  assert.notEqual(replacement, lost);
  await killPrimary?.();
  await untilClosed(port);
  assert.deepEqual(broken, []);
});

test('cluster: the watchdog replaces a worker whose event loop is silent, and no other', async (context) => {
  const { target, port, broken } = await startWatched(context, cluster, ownApp('blocks'), {
    workers: PAIR,
    policy: rr,
    settings: { ...SETTINGS, watchdog: '1s' },
  });
  const pids = new Set<number>();
  while (pids.size < PAIR) pids.add(await pidAt(port));
  await assert.rejects(get(port, '/block'), /ECONNRESET|socket hang up/);
  // A killed process closes its connections before it has ended.
  const ended = () => [...pids].filter((pid) => !isRunning(pid));
  while (ended().length === 0) await new Promise(setImmediate);
  assert.equal(ended().length, 1);
  for (const kept = new Set<number>(); kept.size < PAIR; ) kept.add(await pidAt(port));
  assert.deepEqual(broken, []);
  await target.controls.terminate?.();
});

test('cluster-naive: SIGTERM cuts every request in flight', async (context) => {
  const { target, port, broken } = await startWatched(context, clusterNaive, builtIn(60_000), {
    workers: PAIR,
    policy: rr,
  });
  assert.deepEqual(Object.keys(target.controls).sort(), [...clusterNaive.controls].sort());
  const cut = Array.from({ length: 6 }, () => assert.rejects(get(port, '/api/users'), /ECONNRESET|hang up/));
  await pidAt(port); // by then the primary has handed out the connections before this one
  await target.controls.terminate?.();
  await Promise.all(cut);
  await untilClosed(port);
  assert.deepEqual(broken, []);
});

test('cluster-naive: a crashed worker never comes back; if no control killed it, the target is broken', async (context) => {
  const { target, port } = await startWatched(context, clusterNaive, builtIn(), {
    workers: PAIR,
    policy: rr,
  });
  const lost = (await target.controls.killWorker?.(0)) ?? 0;
  // Until its primary has noticed the end, it hands connections to the lost worker.
  while (isAlive(lost)) await new Promise(setImmediate);
  const seen = new Set<number>();
  for (let asked = 0; asked < 6; asked++) seen.add(await pidAt(port));
  assert.equal(seen.size, 1);
  const [last = 0] = seen;
  assert.notEqual(last, lost);
  process.kill(last, 'SIGKILL');
  assert.match((await target.broken).reason, /lost worker 1 \(pid \d+, killed by SIGKILL/);
});

test('own: the app forks the workers that it is told to, and restarts them on the named signal', async (context) => {
  const { target, port, broken } = await startWatched(
    context,
    own,
    ownApp('forks-itself', {}, ['{workers}']),
    {
      workers: PAIR,
      settings: { deploy_signal: 'SIGUSR2' },
    },
  );
  assert.deepEqual(Object.keys(target.controls).sort(), [...own.controls].sort());
  const { oldPids = [], newPids = [] } = (await target.controls.restart?.()) ?? {};
  assert.equal(new Set([...oldPids, ...newPids]).size, 2 * PAIR);
  assert.ok(!oldPids.some(isRunning));
  assert.ok(newPids.includes(await pidAt(port)));
  const killed = await target.controls.killWorker?.(1);
  assert.ok(newPids.includes(killed ?? 0));
  await target.controls.killPrimary?.();
  await untilClosed(port);
  assert.deepEqual(broken, []);
});

test('own: an app that forks no workers is told how it learns their number', async (context) => {
  await assert.rejects(
    startWatched(context, own, ownApp('blocks'), { workers: PAIR, startTimeoutMs: 2_500 }),
    /has 1 of 2 instances that listen after 2.5 s: let it fork as many workers as WORKERS/,
  );
});

test('processes: each server restarts while the proxy sends it nothing', async (context) => {
  const { target, broken } = await startWatched(context, separate, builtIn(), { workers: PAIR });
  const ports = target.origins.map(({ port }) => port);
  const before = await Promise.all(ports.map((port) => pidAt(port)));
  const steps: string[] = [];
  const restarted = await target.controls.restart?.({
    takeOut: async (upstream) => {
      steps.push(`out ${upstream}: ${isRunning(before[upstream] ?? 0)}`);
    },
    putBack: async (upstream) => {
      steps.push(`back ${upstream}: ${(await pidAt(ports[upstream] ?? 0)) !== before[upstream]}`);
    },
  });
  assert.deepEqual(steps, ['out 0: true', 'back 0: true', 'out 1: true', 'back 1: true']);
  assert.deepEqual(restarted?.oldPids, before);
  assert.deepEqual(restarted?.newPids, await Promise.all(ports.map((port) => pidAt(port))));
  assert.equal(restarted?.killed, 0);
  assert.deepEqual(broken, []);
  process.kill(restarted?.newPids[1] ?? 0, 'SIGKILL');
  assert.match((await target.broken).reason, /ended while it was under load/);
});

test('pm2: a reload with a handler loses nothing; a killed daemon takes workers and port with it', async (context) => {
  const program = pm2ForTests(context);
  const { target, port, broken } = await startWatched(context, pm2, builtIn(), {
    workers: PAIR,
    program,
    settings: { wait_ready: 'true', kill_timeout: '1600ms', listen_timeout: '3s' },
  });
  assert.deepEqual(Object.keys(target.controls).sort(), [...pm2.controls].sort());
  const clients = startKeptClients(context, port);
  await clients.responses(20);
  const { oldPids = [], newPids = [] } = (await target.controls.restart?.()) ?? {};
  await clients.responses(20);
  assert.deepEqual(await clients.stop(), []);
  assert.equal(new Set([...oldPids, ...newPids]).size, 2 * PAIR);
  await target.controls.killPrimary?.();
  await untilClosed(port);
  while (newPids.some(isRunning)) await new Promise(setImmediate);
  assert.deepEqual(broken, []);
});

function pm2ForTests(context: TestContext): string {
  const found = findNpmProgram({ name: 'pm2', npmPackage: 'pm2' }, {});
  assert.ok(found, 'npm ci installs it');
  assert.match(found.version, /^\d+\.\d+/);
  assert.equal(findNpmProgram({ name: 'pm2', npmPackage: 'pm2' }, {}, temporaryFolder(context)), null);
  return found.command;
}

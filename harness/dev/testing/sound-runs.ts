/** Runs of the whole program, and properties that every run must have. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Cell, OkTrial, RunRecord } from '../../records/run.ts';
import { recordIn, runCli, temporaryFolder } from './cli.ts';

export const SHORT = ['--duration', '1', '--warmup', '0.5', '--trials', '1', '--delay', '10'];

export const CONNECTIONS = ['--connections', '40'];

export async function run(
  context: TestContext,
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
  expectedCode = 0,
) {
  const cwd = temporaryFolder(context);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  const connections = args.includes('--connections') ? [] : CONNECTIONS;
  const { code, output } = await runCli([...SHORT, ...connections, ...args], { cwd, env });
  assert.equal(code, expectedCode, output);
  const record = recordIn(join(cwd, 'run'));
  return { record, trials: trialsOf(record), folder: join(cwd, 'run'), output };
}

export function trialsOf(record: RunRecord): Map<string, OkTrial> {
  assert.equal(record.status, 'complete');
  return new Map(
    record.trials.map((trial) => {
      assert.ok(trial.status === 'ok', `${trial.cell} gave figures`);
      return [trial.cell, trial];
    }),
  );
}

/** Asserts what must hold in every trial, whatever was measured. */
export function assertSound({ id: cell, workers: expected, hasPrimary, proxy }: Cell, trial: OkTrial): void {
  const { load, cpu, processes } = trial;
  const workers = processes.filter(({ role }) => role === 'worker');
  assert.equal(workers.length, expected, `${cell}: every worker reported`);
  assert.deepEqual(
    workers.map(({ instance }) => instance),
    Array.from({ length: expected }, (_, instance) => instance),
    `${cell}: instances count from 0`,
  );
  assert.equal(processes.filter(({ role }) => role === 'primary').length, hasPrimary ? 1 : 0);
  assert.equal(
    processes.some(({ role }) => role === 'proxy'),
    proxy !== null,
  );

  assert.ok(
    Object.values(load.errors).every((count) => count === 0),
    `${cell}: ${JSON.stringify(load.errors)}`,
  );
  const counted = workers.reduce((sum, { requests }) => sum + (requests ?? 0), 0);
  // The windows of workers and load differ slightly, so a burst of as many requests as are in flight may count on one
  // side only.
  assert.ok(
    Math.abs(counted - load.completed) < 0.1 * load.completed + load.connections,
    `${cell}: workers ${counted}, load ${load.completed}`,
  );
  const perSecond = load.perSecond.reduce((sum, { completed }) => sum + completed, 0);
  assert.equal(Math.round(perSecond), load.completed, `${cell}: seconds add up`);
  const law = load.meanInFlight / load.connections;
  assert.ok(Math.abs(law - 1) <= 0.01, `${cell}: ${law} of the connections had a request in flight`);
  assert.ok(load.latency.p50 <= load.latency.p99 && load.latency.p99 <= load.latency.max * 1.001);

  const roles = cpu.coresByRole;
  assert.ok((roles.target ?? 0) > 0 && roles.load > 0, `${cell}: ${JSON.stringify(roles)}`);
  assert.equal(roles.primary > 0, hasPrimary, `${cell}: primary ${roles.primary}`);
  assert.ok(
    cpu.cores.every((samples) => samples.length === 2),
    `${cell}: two samples in a second`,
  );
}

/**
 * Asserts that the limit of connections is connections / delay, reduced by the measured service time, and that
 * throughput exceeds no limit.
 */
export function assertBounded({ proxy }: Cell, { limits, cell, load, model }: OkTrial, most: number): void {
  const byConnections = limits.find(({ setBy }) => setBy === 'connections')?.limit ?? 0;
  const delayMs = (1_000 * load.connections) / most;
  const exact = (most * delayMs) / (delayMs + (model?.serviceMs ?? 0));
  assert.ok(byConnections < most && Math.abs(byConnections / exact - 1) < 1e-6, `${cell}: ${byConnections}`);
  const kinds = ['connections', 'cpu', 'host', ...(proxy === null ? [] : ['proxy'])];
  assert.deepEqual(limits.map(({ setBy }) => setBy).sort(), kinds.sort(), cell);
  assert.ok(
    load.throughput <= (limits[0]?.limit ?? 0) * 1.02,
    `${cell}: ${load.throughput} of ${limits[0]?.limit}`,
  );
  assert.ok(model && model.perWorker.throughput <= model.sharedQueue.throughput * 1.001, cell);
}

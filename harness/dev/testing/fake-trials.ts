/** Runs whose trials start no process: the test makes up their figures, so a run takes milliseconds. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { App } from '../../../targets/topology.ts';
import type { ResolvedRun } from '../../config/resolved-run.ts';
import { withFolder } from '../../config/resolved-run.ts';
import type { OkTrial, Trial } from '../../records/run.ts';
import type { CutRun } from '../../run/cut-run.ts';
import type { RunEvent } from '../../run/events.ts';
import type { RunOutcome } from '../../run/recording.ts';
import { executeRun } from '../../run/run.ts';
import type { Means } from '../../run/tools.ts';
import type { PlannedTrial } from '../../trial/planned-trial.ts';
import type { RunTrial } from '../../trial/trial-parts.ts';
import { temporaryFolder } from './cli.ts';
import { cpuWith, loadWith, workerWith } from './figures.ts';
import { ABLE } from './resolved.ts';

/**
 * FakeTrial returns a trial's throughput in requests per second, or the reason why it fails. It may also throw, as a
 * real trial does.
 */
export type FakeTrial = (
  planned: PlannedTrial,
  signal: AbortSignal,
  app: App,
) => number | string | Promise<number | string>;

/** A trial with this throughput and no problems. */
function fakeOk({ cell, trial, order }: PlannedTrial, throughput: number): OkTrial {
  const completed = Math.round(10 * throughput);
  const workers = Array.from({ length: cell.facts.workers }, (_, instance) =>
    workerWith({ instance, pid: instance + 1, requests: Math.round(completed / cell.facts.workers) }),
  );
  const primary = workerWith({ role: 'primary', instance: null, pid: 999, requests: 0, connections: 0 });
  return {
    cell: cell.id,
    trial,
    order,
    startedAt: new Date().toISOString(),
    status: 'ok',
    windowStartedAt: new Date().toISOString(),
    outsideWindow: { sentBefore: 0, sentAfter: 0 },
    response: {
      status: 200,
      headers: {},
      responses: 9,
      bytes: 2,
      bytesDiffer: false,
      sha256: '0'.repeat(64),
      compresses: null,
      shortestMs: 1,
    },
    load: loadWith({
      client: cell.client.name,
      mode: cell.scenario.mode,
      throughput,
      completed,
      sent: completed,
      completedPerSecond: throughput,
      statuses: { 200: completed },
    }),
    cpu: cpuWith({}),
    processes: cell.facts.hasPrimary ? [...workers, primary] : workers,
    memory: null,
    sockets: null,
    cpuLimits: [],
    limits: [],
    pools: null,
    model: null,
    search: null,
    loadHosts: [],
    services: cell.services.map(({ name }) => ({
      name,
      version: '1.0',
      figures: { askedTimes: { atStart: 1, atEnd: completed } },
      overWindow: {},
      settings: {},
    })),
    events: cell.events.map(({ event, atSeconds }) => ({
      name: event.name,
      noun: event.noun,
      atSeconds,
      endedSeconds: null,
      isLasting: false,
      detail: { done: 'half' },
      cost: null,
    })),
    accounts: null,
    phases: [],
    warnings: [],
    overheadSeconds: 0.5,
  };
}

/** Makes a `runTrial` from the test's figures. */
export function fakeTrials(make: FakeTrial): RunTrial {
  return async (planned, { reporting, signal, tools }): Promise<Trial> => {
    reporting.onPhase('starting');
    const given = await make(planned, signal, tools.app);
    if (typeof given === 'number') {
      for (const phase of ['warming up', 'measuring', 'stopping'] as const) reporting.onPhase(phase);
      return fakeOk(planned, given);
    }
    const { cell, trial, order } = planned;
    const attempt = { cell: cell.id, trial, order, startedAt: new Date().toISOString() };
    return { ...attempt, status: 'failed', reason: given, stderr: [], code: null, load: null };
  };
}

interface FakeRun {
  readonly outcome: RunOutcome;
  readonly events: readonly RunEvent[];
}

/** Means for a command that runs inside the test. */
export function fakeMeans(make: FakeTrial): Means {
  return { runTrial: fakeTrials(make), measureClients: async () => [] };
}

interface FakeRunOptions {
  readonly signal?: AbortSignal;
  /** A new one if omitted. */
  readonly folder?: string;
  /** The run that goes on. */
  readonly cut?: CutRun;
}

/** Makes a whole run, with its journal and record. */
export async function fakeRun(
  context: TestContext,
  run: ResolvedRun,
  make: FakeTrial,
  { signal = new AbortController().signal, folder, cut }: FakeRunOptions = {},
): Promise<FakeRun> {
  const out = folder ?? join(temporaryFolder(context), 'run');
  mkdirSync(out, { recursive: true });
  const events: RunEvent[] = [];
  const outcome = await executeRun(withFolder(run, out), ABLE, {
    watch: (event) => events.push(event),
    signal,
    means: fakeMeans(make),
    ...(cut && { cut }),
  });
  return { outcome, events };
}

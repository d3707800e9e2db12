/** One trial: starts the target on fresh processes, warms it up, measures the window, stops everything. */
import { rm } from 'node:fs/promises';
import { startNginx } from '../targets/nginx/nginx.ts';
import {
  type App,
  type RunningTarget,
  TargetError,
  type TargetFailure,
  type Topology,
} from '../targets/topology.ts';
import type { Phase } from './events.ts';
import { type Judged, judge } from './judge.ts';
import type { AnswerRule } from './load/answer-rule.ts';
import type { LoadJob } from './load/driver.ts';
import { type Load, startLoad } from './load/load.ts';
import type { Objective, Rate } from './load/rate.ts';
import { measureThroughput, SETTLE_MS, seekCapacity } from './load/seek.ts';
import type { Agents } from './observe/agents.ts';
import { at, monotonicMs, until } from './observe/clock.ts';
import { observe } from './observe/instruments.ts';
import type { PlannedTrial } from './plan.ts';
import { probe } from './probe.ts';
import { freePorts } from './processes/free-ports.ts';
import { makeScratchFolder } from './processes/scratch-folder.ts';
import { TrialProcesses } from './processes/trial-processes.ts';
import type { Cell, Driver, LoadMode, PinnedCpus, Search, Trial } from './record.ts';

/** What a trial needs to know beside its cell. */
export interface TrialContext {
  readonly app: App;
  readonly topology: Topology;
  readonly nginx: { readonly command: string; readonly workerProcesses: number } | null;
  readonly answer: AnswerRule;
  readonly path: string;
  /** Of the app's simulated database; null where the app is the user's, who alone knows. */
  readonly delayMs: number | null;
  readonly driver: Driver;
  readonly mode: LoadMode;
  /** What an open loop is paced by; null in a closed one. */
  readonly pacing: Pacing | null;
  readonly https: boolean;
  readonly insecure: boolean;
  readonly connections: number;
  readonly loadProcesses: number;
  /** Null where nothing is pinned. */
  readonly cpus: PinnedCpus | null;
  readonly warmupSeconds: number;
  readonly durationSeconds: number;
  readonly startTimeoutSeconds: number;
  readonly requestTimeoutSeconds: number;
  readonly agents: Agents;
  /** Folder for what lasts as long as the run. */
  readonly scratch: string;
  readonly onPhase: (phase: Phase) => void;
  /** Called about once a second under load, with correct answers since the last time. */
  readonly onLive: (answered: number) => void;
  readonly signal: AbortSignal;
}

/** How the rate of an open loop is found. */
export interface Pacing {
  /** `objective`: the highest rate that keeps it. */
  readonly rate: Rate | { readonly kind: 'objective'; readonly objective: Objective };
  readonly arrivals: 'fixed' | 'poisson';
  readonly seed: number;
  /** Of the cell in a closed loop, from an earlier trial: every trial must be at the same rate. Null in the first. */
  readonly maximum: number | null;
  readonly onMaximum: (throughput: number) => void;
}

/** A trial's figures, or why there are none. Rejects only when the signal is aborted, or by a defect of ours. */
export async function runTrial(planned: PlannedTrial, context: TrialContext): Promise<Trial> {
  const { id, ...cell } = planned.cell;
  const { trial, order } = planned;
  const attempt = { cell: id, ...cell, trial, order, startedAt: new Date().toISOString() };
  try {
    return { ...attempt, status: 'ok', ...(await measureOnFreshProcesses(planned.cell, context)) };
  } catch (error) {
    const failure = context.signal.aborted ? null : failureOf(error);
    if (!failure) throw error;
    return { ...attempt, status: 'failed', reason: failure.reason, stderr: [...failure.lastLines] };
  }
}

/** What a target does, or a host denies, fails a trial; anything else is a defect of ours: null. */
function failureOf(error: unknown): TargetFailure | null {
  if (error instanceof TargetError) return error;
  return error instanceof Error && 'syscall' in error ? { reason: error.message, lastLines: [] } : null;
}

/** The window's instants must have reached everybody before it begins. */
const LEAD_MS = 20;
/** A maximum over less than this is noise. */
const LEAST_MAXIMUM_MS = 500;
/** Each rate that a search tries is measured over this part of the window's length. */
export const STEPS_PER_WINDOW = 4;

type Figures = Judged & { readonly overheadSeconds: number };

/** Whatever happens, nothing of the trial is left: no process, no file. */
async function measureOnFreshProcesses(cell: Cell, context: TrialContext): Promise<Figures> {
  const scratch = makeScratchFolder(context.scratch);
  const processes = new TrialProcesses(scratch, context.cpus);
  try {
    return await measureCell(cell, { ...context, scratch }, processes);
  } catch (error) {
    const failure = failureOf(error);
    if (!failure || failure.lastLines.length > 0) throw error;
    // Whoever asked in vain heard nothing; what the target itself wrote may tell why.
    throw new TargetError({ reason: failure.reason, lastLines: processes.lastLines() }, { cause: error });
  } finally {
    context.onPhase('stopping');
    await processes.stop();
    // What cannot be removed now the guard removes later: it costs no trial.
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

async function measureCell(cell: Cell, context: TrialContext, processes: TrialProcesses): Promise<Figures> {
  const { durationSeconds, signal } = context;
  context.onPhase('starting');
  const load = startLoad(context.loadProcesses, processes.spawnAs('load'));
  const target = await startTarget(cell, context, processes);
  const readyMs = monotonicMs();
  const url = `${context.https ? 'https' : 'http'}://127.0.0.1:${target.port}${context.path}`;
  const broken = Promise.race([...target.broken, load.broken]);
  const { keepsAlive } = await unlessBroken(probe(url, context), broken, signal);
  await unlessBroken(load.ready, broken, signal);

  context.onPhase('warming up');
  await unlessBroken(load.begin(jobOf(url, context, keepsAlive), context.onLive), broken, signal);
  const warmingMs = monotonicMs();
  const search = await unlessBroken(warmUp(load, context), broken, signal);
  const fromMs = monotonicMs() + LEAD_MS;
  const window = { fromMs, toMs: fromMs + durationSeconds * 1_000 };
  const begun = at(fromMs, () => context.onPhase('measuring'));
  const over = new AbortController();
  const groups = {
    target: processes.groups('target'),
    proxy: processes.groups('proxy'),
    primaries: cell.topology === 'cluster' ? processes.groups('target') : [],
  };
  const measured = Promise.all([load.measure(window), observe(window, groups, context.agents, over.signal)]);
  try {
    const [figures, observations] = await unlessBroken(measured, broken, signal);
    context.onPhase('stopping');
    await load.end();
    await processes.stop();
    const loadedMs = window.toMs - warmingMs;
    const overheadSeconds = (monotonicMs() - readyMs - loadedMs) / 1_000;
    return { ...judge(cell, context, figures, observations, search), overheadSeconds };
  } finally {
    clearTimeout(begun);
    over.abort();
  }
}

/** autocannon sends on connections whose end was announced: an app that closes each of them is the direct client's. */
function jobOf(url: string, context: TrialContext, keepsAlive: boolean): LoadJob {
  const { mode, connections, requestTimeoutSeconds, insecure, answer } = context;
  const driver = keepsAlive ? context.driver : 'direct';
  return { url, driver, mode, connections, requestTimeoutSeconds, insecure, answer };
}

/**
 * Loads the target until what is to be measured has come to rest.
 *
 * An open loop first has the target's most in a closed one, over the second half of the warm-up, and its rate found.
 *
 * @returns the search for a rate that keeps the objective; null where there was none
 * @throws {TargetError} where no rate keeps it
 */
async function warmUp(load: Load, context: TrialContext): Promise<Search | null> {
  const { warmupSeconds, durationSeconds, pacing, signal } = context;
  const warmupMs = Math.max(0, warmupSeconds * 1_000 - LEAD_MS);
  if (!pacing) {
    await until(monotonicMs() + warmupMs, signal);
    return null;
  }
  const { rate, arrivals, seed } = pacing;
  await until(monotonicMs() + warmupMs / 2, signal);
  const maximum = pacing.maximum ?? (await measureThroughput(load, Math.max(warmupMs / 2, LEAST_MAXIMUM_MS)));
  pacing.onMaximum(maximum);
  if (rate.kind !== 'objective') {
    load.pace({ arrivals, seed, rate: rate.kind === 'share' ? rate.share * maximum : rate.perSecond });
    await until(monotonicMs() + SETTLE_MS, signal);
    return null;
  }
  context.onPhase('seeking');
  const windowMs = (durationSeconds * 1_000) / STEPS_PER_WINDOW;
  const search = await seekCapacity(load, rate.objective, {
    maximum,
    windowMs,
    arrivals: { arrivals, seed },
    signal,
  });
  if (search.rate === 0) throw new TargetError({ reason: describeFailedSearch(search), lastLines: [] });
  load.pace({ arrivals, seed, rate: search.rate });
  await until(monotonicMs() + SETTLE_MS, signal);
  return search;
}

function describeFailedSearch({ objective, steps }: Search): string {
  const last = steps.at(-1);
  const at = last ? ` (${last.rate.toFixed(0)} requests per second: ${last.latencyMs?.toFixed(1)} ms)` : '';
  return `no rate keeps p${objective.percentile} below ${objective.limitMs} ms${at}: --slo names another limit`;
}

interface Front {
  /** That the load is sent to. */
  readonly port: number;
  readonly broken: readonly Promise<TargetFailure>[];
}

/** The app's processes, and the proxy before them where the cell has one. */
async function startTarget(cell: Cell, context: TrialContext, processes: TrialProcesses): Promise<Front> {
  const { topology, nginx, signal } = context;
  const [frontPort = 0, ...appPorts] = await freePorts(1 + topology.portCount(cell.workers));
  const app = await topology.start(context.app, {
    workers: cell.workers,
    policy: cell.policy,
    ports: appPorts,
    spawn: processes.spawnAs('target'),
    startTimeoutMs: context.startTimeoutSeconds * 1_000,
    signal,
  });
  if (cell.proxy === 'none') return front([app]);
  if (!nginx) throw new Error(`the plan holds ${cell.id}, but this host has no nginx`);
  const proxy = await startNginx({
    ...nginx,
    folder: context.scratch,
    port: frontPort,
    upstreamPorts: app.ports,
    connections: context.connections,
    spawn: processes.spawnAs('proxy'),
  });
  return front([proxy, app]);
}

/** The first of the layers is the one that the load meets. */
function front(layers: readonly RunningTarget[]): Front {
  return { port: layers[0]?.ports[0] ?? 0, broken: layers.map(({ broken }) => broken) };
}

/** The promise's outcome, unless something breaks first or the run is interrupted. */
function unlessBroken<T>(
  promise: Promise<T>,
  broken: Promise<TargetFailure>,
  signal: AbortSignal,
): Promise<T> {
  promise.catch(() => {}); // it may fail later, when nobody waits for it any more
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    broken.then((failure) => reject(new TargetError(failure)));
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** One trial: starts the target on fresh processes, warms it up, measures the window, stops everything. */
import { rm } from 'node:fs/promises';
import { startNginx } from '../targets/nginx/nginx.ts';
import { hostAndPort } from '../targets/origin.ts';
import {
  type App,
  type Origin,
  type RunningTarget,
  TargetError,
  type TargetFailure,
  type Topology,
} from '../targets/topology.ts';
import type { Phase } from './events.ts';
import { type Judged, type JudgedBy, judge } from './judge/judge.ts';
import type { AnswerRule } from './load/answer-rule.ts';
import type { LoadJob } from './load/driver.ts';
import { startLoad } from './load/load.ts';
import { refuseEmpty } from './load/merge-figures.ts';
import { unlessBroken } from './load/unless-broken.ts';
import { LEAD_MS, measureWindow } from './measure-window.ts';
import type { Agents } from './observe/agents.ts';
import { monotonicMs, type Window } from './observe/clock.ts';
import { observe } from './observe/instruments.ts';
import { listeningOfGroup } from './observe/listening-sockets.ts';
import type { PlannedTrial } from './plan.ts';
import { probe } from './probe.ts';
import { freePorts } from './processes/free-ports.ts';
import { makeScratchFolder } from './processes/scratch-folder.ts';
import { TrialProcesses } from './processes/trial-processes.ts';
import type { Cell, Driver, LoadMode, PinnedCpus, Trial } from './record.ts';
import { type Pacing, warmUp } from './warm-up.ts';

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
  /** Requests per second that the load client can send; null where it was not measured. */
  readonly clientCapacity: number | null;
  /** That each may use, in cores. */
  readonly cores: JudgedBy['cores'];
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
  const { signal } = context;
  context.onPhase('starting');
  const load = startLoad(context.loadProcesses, processes.spawnAs('load'));
  const target = await startTarget(cell, context, processes);
  const readyMs = monotonicMs();
  const url = `${context.https ? 'https' : 'http'}://${hostAndPort(target.origin)}${context.path}`;
  const broken = Promise.race([...target.broken, load.broken]);
  const { keepsAlive } = await unlessBroken(probe(url, context), broken, signal);
  await unlessBroken(load.ready, broken, signal);

  context.onPhase('warming up');
  await unlessBroken(load.begin(jobOf(url, context, keepsAlive), context.onLive), broken, signal);
  const warmingMs = monotonicMs();
  const { search, atRestMs } = await unlessBroken(
    warmUp(load, { ...context, leadMs: LEAD_MS }),
    broken,
    signal,
  );
  const watch = (window: Window, over: AbortSignal) => {
    const ofTarget = processes.groups('target');
    const primaries = cell.topology === 'cluster' ? ofTarget : [];
    const groups = { target: ofTarget, proxy: processes.groups('proxy'), primaries };
    return observe(
      window,
      { ...groups, port: target.origin.port, appPorts: target.appPorts },
      context.agents,
      over,
    );
  };
  const { figures, observations, toMs } = await measureWindow(load, watch, { ...context, atRestMs, broken });
  refuseEmpty(figures);
  context.onPhase('stopping');
  await load.end();
  await processes.stop();
  const overheadSeconds = (monotonicMs() - readyMs - (toMs - warmingMs)) / 1_000;
  const judged = judge(
    cell,
    { ...context, proxyProcesses: proxyProcessesOf(cell, context) },
    { load: figures, search, observations },
  );
  return { ...judged, overheadSeconds };
}

/**
 * An app that closes each connection has a new one for each request, whatever was planned. And it is the direct
 * client's: autocannon sends on connections whose end was announced.
 */
function jobOf(url: string, context: TrialContext, keepsAlive: boolean): LoadJob {
  const { driver, mode, connections, requestTimeoutSeconds, insecure, answer } = context;
  const planned = { url, driver, mode, connections, requestTimeoutSeconds, insecure, answer };
  if (keepsAlive) return planned;
  return { ...planned, driver: 'direct', mode: mode === 'keep-alive' ? 'new-connections' : mode };
}

function proxyProcessesOf({ proxy }: Cell, { nginx }: TrialContext): number | null {
  return proxy === 'none' ? null : (nginx?.workerProcesses ?? null);
}

interface Front {
  /** That the load is sent to. */
  readonly origin: Origin;
  /** That the app listens on. */
  readonly appPorts: readonly number[];
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
    onListening: context.agents.onListening,
    listeningOn: listeningOfGroup,
    startTimeoutMs: context.startTimeoutSeconds * 1_000,
    signal,
  });
  if (cell.proxy === 'none') return front([app], app);
  if (!nginx) throw new Error(`the plan holds ${cell.id}, but this host has no nginx`);
  const proxy = await startNginx({
    ...nginx,
    folder: context.scratch,
    port: frontPort,
    upstreams: app.origins,
    connections: context.connections,
    spawn: processes.spawnAs('proxy'),
  });
  return front([proxy, app], app);
}

/** The first of the layers is the one that the load meets. */
function front(layers: readonly RunningTarget[], app: RunningTarget): Front {
  const origin = layers[0]?.origins[0] ?? { host: '127.0.0.1', port: 0 };
  const appPorts = app.origins.map(({ port }) => port);
  return { origin, appPorts, broken: layers.map(({ broken }) => broken) };
}

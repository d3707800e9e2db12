/** One trial: starts the target on fresh processes, warms it up, measures the window, stops everything. */
import { rm } from 'node:fs/promises';
import { explainFailure } from '../../targets/explain-failure.ts';
import { hostAndPort } from '../../targets/origin.ts';
import { startNginx } from '../../targets/proxies/nginx/nginx.ts';
import {
  type App,
  type Origin,
  type RunningTarget,
  TargetError,
  type TargetFailure,
  type Topology,
} from '../../targets/topology.ts';
import { monotonicMs, type Window } from '../host/clock.ts';
import { type Judged, type JudgedBy, judge } from '../judge/judge.ts';
import { implausible, type NoFigureCode, tooManyErrors } from '../judge/no-figure.ts';
import type { AnswerRule } from '../load/answer-rule.ts';
import type { LoadJob } from '../load/driver.ts';
import { startLoad } from '../load/load.ts';
import { refuseEmpty } from '../load/merge-figures.ts';
import { unlessBroken } from '../load/unless-broken.ts';
import type { Agents } from '../observe/agents.ts';
import { observe } from '../observe/instruments.ts';
import { listeningOfGroup } from '../observe/listening-sockets.ts';
import { freePorts } from '../processes/free-ports.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import type {
  Cell,
  Driver,
  LoadFigures,
  LoadMode,
  PinnedCpus,
  ProbedResponse,
  Trial,
} from '../records/run.ts';
import { LEAD_MS, measureWindow } from './measure-window.ts';
import type { Phase } from './phase.ts';
import type { PlannedTrial } from './planned-trial.ts';
import { type Probed, probe, shortestTogether } from './probe/probe.ts';
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
  /** Why autocannon misreads a cell's responses, from the first trial on in which it was seen. */
  readonly misread: Map<string, string>;
  /** Share of failed requests above which a trial has no figure. */
  readonly maxErrors: number;
  /** Classes of failures and status codes that are figures of the scenario. */
  readonly expectedFailures: readonly string[];
  readonly readyPath: string | null;
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
  const { cell, trial, order } = planned;
  const attempt = { cell: cell.id, trial, order, startedAt: new Date().toISOString() };
  try {
    return { ...attempt, status: 'ok', ...(await measureReadRight(cell, context)) };
  } catch (error) {
    const failure = context.signal.aborted ? null : failureOf(error);
    if (!failure) throw error;
    const { code, load } = error instanceof NoFigure ? error : { code: null, load: null };
    const { reason, lastLines } = explainFailure(failure);
    return { ...attempt, status: 'failed', reason, stderr: [...lastLines], code, load };
  }
}

/** What a target does, or a host denies, fails a trial; anything else is a defect of ours: null. */
function failureOf(error: unknown): TargetFailure | null {
  if (error instanceof TargetError) return error;
  return error instanceof Error && 'syscall' in error ? { reason: error.message, lastLines: [] } : null;
}

type Figures = Judged & { readonly response: ProbedResponse; readonly overheadSeconds: number };

/** A trial that was measured, and has no figure. */
class NoFigure extends TargetError {
  readonly code: NoFigureCode;
  readonly load: LoadFigures;
  constructor(code: NoFigureCode, reason: string, load: LoadFigures) {
    super({ reason, lastLines: [] });
    this.code = code;
    this.load = load;
  }
}

/** The client met responses that it misreads: the trial is measured again with the one that does not. */
class Misread extends Error {
  override readonly name = 'Misread';
}

async function measureReadRight(cell: Cell, context: TrialContext): Promise<Figures> {
  try {
    return await measureOnFreshProcesses(cell, context);
  } catch (error) {
    if (!(error instanceof Misread) || context.signal.aborted) throw error;
    context.misread.set(cell.id, error.message);
    return measureOnFreshProcesses(cell, context);
  }
}

/** Whatever happens, nothing of the trial is left: no process, no file. */
async function measureOnFreshProcesses(cell: Cell, context: TrialContext): Promise<Figures> {
  const scratch = makeScratchFolder(context.scratch);
  const processes = new TrialProcesses(scratch, context.cpus);
  try {
    return await measureCell(cell, { ...context, scratch }, processes);
  } catch (error) {
    const failure = failureOf(error);
    if (!failure || error instanceof NoFigure || failure.lastLines.length > 0) throw error;
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
  const probed = await unlessBroken(probe(url, context), broken, signal);
  const job = jobOf(url, cell, context, probed);
  await unlessBroken(load.ready, broken, signal);

  context.onPhase('warming up');
  const misread = load.unfit.then((reason): never => {
    throw new Misread(reason);
  });
  misread.catch(() => {});
  const whole = <T>(step: Promise<T>) => unlessBroken(Promise.race([step, misread]), broken, signal);
  await whole(load.begin(job, context.onLive));
  const warmingMs = monotonicMs();
  const { search, atRestMs } = await whole(warmUp(load, { ...context, leadMs: LEAD_MS }));
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
  const measured = await whole(measureWindow(load, watch, { ...context, atRestMs, broken }));
  const { observations, toMs } = measured;
  const figures = { ...measured.figures, driverReason: job.reason };
  refuseEmpty(figures);
  context.onPhase('stopping');
  await load.end();
  const response = await whole(withPlausibleTime(url, probed.response, figures, context));
  await processes.stop();
  refuseFigures(figures, response, context);
  const overheadSeconds = (monotonicMs() - readyMs - (toMs - warmingMs)) / 1_000;
  const judged = judge(
    cell,
    { ...context, proxyProcesses: proxyProcessesOf(cell, context) },
    { load: figures, search, observations },
  );
  return { ...judged, response, overheadSeconds };
}

interface Job extends LoadJob {
  /** Why the planned client does not send it; null where that one does. */
  readonly reason: string | null;
}

/** What autocannon misreads, our own client sends; an app that closes every connection has a new one for each request. */
function jobOf(url: string, { id }: Cell, context: TrialContext, probed: Probed): Job {
  const { driver, mode, connections, requestTimeoutSeconds, insecure, answer } = context;
  const isReplaced = driver === 'autocannon';
  const fault = context.misread.get(id) ?? probed.autocannonFault;
  const reason = isReplaced && fault !== null ? `autocannon cannot send it: ${fault}` : null;
  const closes = probed.closesAlways && mode === 'keep-alive';
  return {
    url,
    driver: reason === null ? driver : 'direct',
    mode: closes ? 'new-connections' : mode,
    connections,
    requestTimeoutSeconds,
    insecure,
    answer,
    reason: closes ? `${CLOSES}${reason === null ? '' : `; ${reason}`}` : reason,
  };
}

const CLOSES =
  'the app closes each connection after its response, so that each request has a connection of its own';

/**
 * The shortest time that a request takes, asked for again where the load was faster than the first asking allows: a
 * cache may have been cold then, and code not yet compiled.
 */
async function withPlausibleTime(
  url: string,
  response: ProbedResponse,
  figures: LoadFigures,
  context: TrialContext,
): Promise<ProbedResponse> {
  if (implausible(figures, response) === null) return response;
  const again = await shortestTogether(url, figures.connections, context);
  return { ...response, shortestMs: Math.min(response.shortestMs, again ?? response.shortestMs) };
}

/** @throws {Misread} where the other client can still tell @throws {NoFigure} */
function refuseFigures(figures: LoadFigures, response: ProbedResponse, context: TrialContext): void {
  const impossible = implausible(figures, response);
  if (impossible !== null && figures.driver === 'autocannon') throw new Misread(impossible);
  if (impossible !== null) throw new NoFigure('implausible', impossible, figures);
  const errors = tooManyErrors(figures, context);
  if (errors !== null) throw new NoFigure('too-many-errors', errors, figures);
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

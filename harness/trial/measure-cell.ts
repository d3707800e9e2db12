/** Measures a cell on processes started for it: probe, warm-up, window, figures. */
import { isFixed, type User } from '../../scenarios/user.ts';
import { hostAndPort } from '../../targets/origin.ts';
import { expectedFailures } from '../config/events.ts';
import type { ResolvedCell } from '../config/resolved-run.ts';
import { TARGET_URL } from '../config/user-config.ts';
import { monotonicMs, type Window } from '../host/clock.ts';
import { type Judged, judge } from '../judge/judge.ts';
import { implausible } from '../judge/no-figure.ts';
import { refuseEmpty } from '../load/merge-figures.ts';
import { raceFailure } from '../load/race-failure.ts';
import { loadUser } from '../load/users/load-user.ts';
import { appPids, observe } from '../observe/instruments.ts';
import { residentBytes } from '../observe/memory.ts';
import type { TrialProcesses } from '../processes/trial-processes.ts';
import type { LoadFigures, OkTrial, ProbedResponse } from '../records/run.ts';
import { accountForRequests, notesEnvironment } from './account-for-requests.ts';
import { untilHopeless } from './hopeless.ts';
import { jobOf } from './job.ts';
import { LEAD_MS, measureWindow } from './measure-window.ts';
import { openLoad } from './open-load.ts';
import { poolsOf } from './pools-of.ts';
import { probe, shortestConcurrent, untilReady } from './probe/probe.ts';
import { Misread, refuseFigures } from './refuse-figures.ts';
import { startServices } from './start-services.ts';
import { startTarget } from './start-target.ts';
import { runTrialCommand } from './trial-command.ts';
import type { TrialParts } from './trial-parts.ts';
import { warmUp } from './warm-up.ts';
import { watchCpuLimits } from './watch-cpu-limits.ts';
import { runEvents } from './window-events.ts';

export type Figures = Judged &
  Pick<OkTrial, 'services' | 'windowStartedAt' | 'outsideWindow'> & {
    readonly response: ProbedResponse;
    readonly overheadSeconds: number;
  };

/** @throws {Misread} @throws {TargetError} */
export async function measureCell(
  cell: ResolvedCell,
  parts: TrialParts,
  processes: TrialProcesses,
): Promise<Figures> {
  const { signal, tools } = parts;
  const { warmupSeconds, durationSeconds, startTimeoutSeconds, requestTimeoutSeconds } = parts.timing;
  const { onPhase, onWaiting, onLive } = parts.reporting;
  const { maxErrors } = parts.load;
  const tolerated = expectedFailures(cell.scenario, cell.events);
  onPhase('starting');
  const { load, hosts } = await openLoad(parts, processes);
  const startTimeoutMs = startTimeoutSeconds * 1_000;
  const place = { folder: tools.scratch, settings: cell.settings, startTimeoutMs, signal };
  const services = await startServices(tools.services, place, processes);
  const around = { cwd: tools.app.cwd, timeoutSeconds: startTimeoutSeconds, signal };
  if (tools.beforeTrial !== null) {
    const broken = Promise.race([...services.broken, load.broken]);
    const before = { flag: '--before-trial', command: tools.beforeTrial } as const;
    await runTrialCommand(before, { ...around, env: services.env, broken }, processes);
  }
  const env = { ...services.env, ...notesEnvironment(cell, tools.scratch) };
  const target = await startTarget(cell, parts, processes, env);
  const origin = `${cell.https ? 'https' : 'http'}://${hostAndPort(target.origin)}`;
  // The probe sends what the load processes send, with the values of variables.
  const user = await loadUser(cell.userRef);
  const expected = {
    user,
    identity: { connection: parts.load.connections, seed: parts.load.seed },
    readyPath: tools.readyPath,
    insecure: cell.insecure,
    startTimeoutSeconds,
    requestTimeoutSeconds,
    onWaiting,
    signal,
  };
  const broken = Promise.race([...services.broken, ...target.broken, load.broken]);
  await raceFailure(untilReady(origin, expected), broken, signal);
  if (tools.afterStart !== null) {
    const after = { flag: '--after-start', command: tools.afterStart } as const;
    const ofTarget = { ...services.env, [TARGET_URL]: origin };
    await runTrialCommand(after, { ...around, env: ofTarget, broken }, processes);
  }
  const readyMs = monotonicMs();
  const probed = await raceFailure(probe(origin, expected), broken, signal);
  const job = jobOf(origin, cell, parts, probed);
  const beforeLoadBytes = await residentBytes((table) =>
    appPids(table, processes.groups('target'), cell.app.attached),
  );
  await raceFailure(load.ready, broken, signal);

  onPhase('warming up');
  const misread = load.misread.then((reason): never => {
    throw new Misread(reason);
  });
  misread.catch(() => {});
  const orFailure = <T>(step: Promise<T>) => raceFailure(Promise.race([step, misread]), broken, signal);
  await orFailure(load.begin(job, onLive));
  const warmingMs = monotonicMs();
  const patience = { warmupSeconds, warmMs: warmingMs + 1_000 * warmupSeconds, maxErrors, signal };
  const hopeless = untilHopeless(load, { ...patience, expectsFailures: tolerated.length > 0 });
  hopeless.catch(() => {});
  const { pacing, stages } = parts.load;
  const pace = { delayMs: cell.delayMs, pacing, stages, leadMs: LEAD_MS };
  const warming = { ...pace, warmupSeconds, durationSeconds, onPhase, signal };
  const unlessHopeless = <T>(step: Promise<T>) => orFailure(Promise.race([step, hopeless]));
  const { search, settledMs } = await unlessHopeless(warmUp(load, warming));
  const watch = (window: Window, over: AbortSignal) => {
    const ofTarget = processes.groups('target');
    const primaries = cell.topology.hasPrimary ? ofTarget : [];
    const [proxy, service] = [processes.groups('proxy'), processes.groups('service')];
    const groups = { target: ofTarget, proxy, service, primaries };
    const reached = {
      ...target,
      port: target.origin.port,
      attached: cell.app.attached,
      beforeLoadBytes,
    };
    const clientAddresses = parts.load.clientAddresses ?? 1;
    return Promise.all([
      observe(window, { ...groups, ...reached, clientAddresses }, tools.agents, over),
      services.watch(window, over),
      watchCpuLimits(() => processes.cpuGroups(), window, over),
    ]);
  };
  const controlled = { controls: target.controls, workers: cell.facts.workers };
  const startEvents =
    cell.events.length === 0
      ? null
      : (window: Window, over: AbortSignal) => runEvents(cell.events, controlled, window, over);
  const measured = await unlessHopeless(
    measureWindow(load, watch, {
      ...{ settledMs, durationSeconds, hasStages: stages.length > 0 },
      ...{ broken, onPhase, signal, startEvents },
      onExtended: (window) => tools.agents.extend(window),
    }),
  );
  const { fromMs, toMs } = measured;
  const windowStartedAt = new Date(Date.now() - (monotonicMs() - fromMs)).toISOString();
  const [observations, ofServices, cpuLimits] = measured.observations;
  const figures = { ...measured.figures, clientReason: job.reason };
  const { failure, sentOutside } = await orFailure(load.soFar());
  refuseEmpty(figures, failure);
  onPhase('stopping');
  await load.end();
  const response = await orFailure(withPlausibleTime(origin, user, probed.response, figures, cell, parts));
  await processes.stop();
  const accounted = accountForRequests(cell, {
    folder: tools.scratch,
    loadProcesses: figures.processes,
    window: { fromMs, toMs },
    happened: measured.events,
    workers: tools.agents.workers(),
  });
  const duringEvents = accounted.events.flatMap(({ cost }) => cost?.failures ?? []);
  refuseFigures(figures, response, { maxErrors, expectedFailures: tolerated, duringEvents }, failure);
  const overheadSeconds = (monotonicMs() - readyMs - (toMs - warmingMs)) / 1_000;
  const { mode, clientCapacity } = parts.load;
  const { cores, cpus } = tools;
  const by = {
    delayMs: cell.delayMs,
    pools: poolsOf(cell, services, ofServices.queryMs),
    cpus,
    isAttached: cell.app.attached !== null,
    cores,
    mode,
    clientCapacity,
    expectedFailures: tolerated,
    proxyProcesses: tools.proxy?.workers ?? null,
  };
  const loadHosts = [...(await hosts())];
  const judged = judge(cell.facts, by, {
    ...{ load: figures, loadHosts, search, observations, cpuLimits },
    ...accounted,
  });
  const { before, after } = sentOutside;
  return {
    ...judged,
    windowStartedAt,
    outsideWindow: { sentBefore: before, sentAfter: after },
    response,
    services: ofServices.figures,
    overheadSeconds,
  };
}

/**
 * Returns the response with its shortest time. The time is measured again if the load was faster than the probe: a
 * cache may have been cold then, or code not yet compiled.
 */
async function withPlausibleTime(
  origin: string,
  user: User,
  response: ProbedResponse,
  figures: LoadFigures,
  { insecure }: ResolvedCell,
  { timing }: TrialParts,
): Promise<ProbedResponse> {
  if (!isFixed(user) || response.shortestMs === null || implausible(figures, response) === null) {
    return response;
  }
  const again = await shortestConcurrent(origin, figures.connections, {
    request: user.request,
    insecure,
    requestTimeoutSeconds: timing.requestTimeoutSeconds,
  });
  return { ...response, shortestMs: Math.min(response.shortestMs, again ?? response.shortestMs) };
}

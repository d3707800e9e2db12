/** The load of a trial: processes that start before the target is ready. */
import { fileURLToPath } from 'node:url';
import { describeExit } from '../../targets/describe-exit.ts';
import type { TargetFailure } from '../../targets/topology.ts';
import { monotonicMs, until, type Window } from '../host/clock.ts';
import type { Child } from '../processes/children.ts';
import type { LoadFigures } from '../records/run.ts';
import { meanLevel } from '../stats/stages.ts';
import type { LoadJob, Pace } from './load-client.ts';
import type { FromLoadProcess, ToLoadProcess } from './load-messages.ts';
import { shareJob } from './load-share.ts';
import { type Counting, mergeFigures } from './merge-figures.ts';
import { mergeSoFar, type SoFar } from './so-far.ts';

const program = fileURLToPath(import.meta.resolve('./load-process.js'));

/** Lead time for a pace to reach every load process before it begins. */
const PACE_LEAD_MS = 50;
/** Requests of the previous load that have no response by then are abandoned. */
const LONGEST_DRAIN_MS = 5_000;

export interface Load {
  /** Settles when every load process waits for its job. */
  readonly ready: Promise<void>;
  /** Settles when a load process ends by itself. Never rejects. */
  readonly broken: Promise<TargetFailure>;
  /** Settles with the reason when the client meets a response that it misreads. Never rejects. */
  readonly misread: Promise<string>;
  /**
   * Starts the load. Settles when every connection has ended its first request, in whatever way.
   *
   * @param job its connections are split over the processes without loss
   * @param onLive called about once a second with the correct responses of all processes since the last call
   */
  begin(job: LoadJob, onLive: (answered: number) => void): Promise<void>;
  /**
   * Starts an open loop, its rate split over the processes, once nothing of the previous load is in flight: those
   * requests would form a queue that this rate did not cause. Settles when it begins.
   */
  pace(pace: Pace): Promise<void>;
  /** Stops sending. Settles when nothing is in flight. */
  rest(): Promise<void>;
  /** Settles with the figures when the window is over. Windows may follow one after the other; stages begin with each. */
  measure(window: Window, counting?: Counting): Promise<LoadFigures>;
  /** Settles with how the load has gone since it began. */
  soFar(): Promise<SoFar>;
  /** Moves the end of the window that is being measured: to the window's own end, which was moved before. */
  extend(window: Window): void;
  /** Ends the load at once. */
  end(): Promise<void>;
}

type SpawnLoadProcess = (options: { name: string; command: string; args: string[]; ipc: true }) => Child;

export function startLoad(processes: number, spawn: SpawnLoadProcess): Load {
  const children = Array.from({ length: processes }, () =>
    spawn({ name: 'a load process', command: process.execPath, args: [program], ipc: true }),
  );
  const readies = children.map((child) => untilMessage(child, 'ready'));
  let orders: LoadJob | undefined;
  let offeredRate: number | null = null;
  let done = false;
  return {
    ready: Promise.all(readies).then(() => {}),
    broken: Promise.race(
      children.map(async (child) => {
        const exit = await child.exited;
        if (done) return new Promise<never>(() => {});
        return { reason: `a load process ended early (${describeExit(exit)})`, lastLines: child.lastLines() };
      }),
    ),
    misread: Promise.race(
      children.map((child) =>
        firstMessage(child, (message) => (message.type === 'misread' ? message.reason : undefined)),
      ),
    ),
    begin: async (job, onLive) => {
      orders = job;
      const shares = shareJob(job, children.length);
      const inFlight = children.map((child) => untilMessage(child, 'all-connected'));
      reportLive(children, onLive);
      children.forEach((child, index) => {
        const share = shares[index];
        if (share) send(child, { type: 'begin', job: share });
      });
      await Promise.all(inFlight);
    },
    pace: async (pace) => {
      await drained(children);
      offeredRate = pace.rate;
      const rate = pace.rate / children.length;
      const fromMs = monotonicMs() + PACE_LEAD_MS;
      children.forEach((child, index) => {
        send(child, {
          type: 'pace',
          pace: { ...pace, rate, seed: pace.seed + index, fromMs, phase: index / children.length },
        });
      });
    },
    rest: () => drained(children),
    measure: async (window, counting = 'shares') => {
      if (!orders) throw new Error('there is nothing to measure before the load begins');
      const reports = children.map((child) =>
        firstMessage(child, (message) => (message.type === 'figures' ? message.figures : undefined)),
      );
      for (const child of children) send(child, { type: 'measure', window });
      return mergeFigures(
        await Promise.all(reports),
        { ...orders, ...plannedRate(orders, offeredRate, counting) },
        window,
      );
    },
    soFar: async () => {
      const reports = children.map((child) =>
        firstMessage(child, (message) => (message.type === 'so-far' ? message.soFar : undefined)),
      );
      for (const child of children) send(child, { type: 'report-so-far' });
      return mergeSoFar(await Promise.all(reports));
    },
    extend: ({ toMs }) => {
      for (const child of children) send(child, { type: 'extend', toMs });
    },
    end: async () => {
      done = true;
      await Promise.all(children.map((child) => child.stop('SIGKILL')));
    },
  };
}

/** plannedRate is that of the last pace. With stages it is their mean, and each request counts where it ends. */
function plannedRate({ stages }: LoadJob, paced: number | null, counting: Counting) {
  return stages.length === 0
    ? { offeredRate: paced, counting }
    : { offeredRate: paced === null ? null : meanLevel(stages), counting: 'ended' as const };
}

/**
 * Settles when the load has drained. If the target hangs, it gives up after a while, and the requests run into their
 * timeout.
 */
async function drained(children: readonly Child[]): Promise<void> {
  const deadline = new AbortController();
  const allDrained = Promise.all(children.map((child) => untilMessage(child, 'drained')));
  for (const child of children) send(child, { type: 'drain' });
  await Promise.race([allDrained, until(monotonicMs() + LONGEST_DRAIN_MS, deadline.signal)]);
  deadline.abort();
}

function send(child: Child, message: ToLoadProcess): void {
  child.send(message);
}

function untilMessage(child: Child, type: FromLoadProcess['type']): Promise<true> {
  return firstMessage(child, (message) => (message.type === type ? true : undefined));
}

/** Settles with the first message for which `pick` returns something. */
function firstMessage<T>(child: Child, pick: (message: FromLoadProcess) => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const off = child.onMessage((message) => {
      const picked = pick(message as FromLoadProcess);
      if (picked === undefined) return;
      off();
      resolve(picked);
    });
  });
}

/** Calls back once for all processes, which each report a second at about the same time. */
function reportLive(children: readonly Child[], onLive: (answered: number) => void): void {
  let [reports, sum] = [0, 0];
  for (const child of children) {
    child.onMessage((message) => {
      const live = message as FromLoadProcess;
      if (live.type !== 'live') return;
      reports++;
      sum += live.answered;
      if (reports % children.length > 0) return;
      onLive(sum);
      sum = 0;
    });
  }
}

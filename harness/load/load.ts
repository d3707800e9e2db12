/** The load of a trial: its processes, started before the target is ready. */
import { fileURLToPath } from 'node:url';
import { describeExit } from '../../targets/describe-exit.ts';
import type { TargetFailure } from '../../targets/topology.ts';
import { monotonicMs, until, type Window } from '../host/clock.ts';
import type { Child } from '../processes/children.ts';
import type { LoadFigures } from '../records/run.ts';
import type { LoadJob, Pace } from './driver.ts';
import type { FromLoadProcess, ToLoadProcess } from './load-messages.ts';
import { type Counting, mergeFigures } from './merge-figures.ts';

const program = fileURLToPath(import.meta.resolve('./load-process.js'));

/** Every load process must have heard of a pace before it begins. */
const PACE_LEAD_MS = 50;
/** Requests of the last load that are not answered by then will not be. */
const LONGEST_DRAIN_MS = 5_000;

export interface Load {
  /** Settles when every load process waits for its orders. */
  readonly ready: Promise<void>;
  /** Settles when a load process ends unasked. Never rejects. */
  readonly broken: Promise<TargetFailure>;
  /** Settles with the reason when the driver met a response that it misreads. Never rejects. */
  readonly misread: Promise<string>;
  /**
   * Begins at once; settles when a first request of every connection has ended, however it did.
   *
   * @param job its connections are split over the processes, none lost
   * @param onLive called about once a second with the correct reports of all processes since the last time
   */
  begin(job: LoadJob, onLive: (answered: number) => void): Promise<void>;
  /**
   * An open loop, its rate split over the processes: as soon as nothing of the load before it is under way, which would
   * be a queue that this rate has not made. Settles when it begins.
   */
  pace(pace: Pace): Promise<void>;
  /** Settles with the figures when the window is over. One window after the other, as many as there are. */
  measure(window: Window, counting?: Counting): Promise<LoadFigures>;
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
      const shares = splitEvenly(job.connections, children.length);
      const inFlight = children.map((child) => untilMessage(child, 'all-connected'));
      reportLive(children, onLive);
      children.forEach((child, index) => {
        send(child, { type: 'begin', job: { ...job, connections: shares[index] ?? 0 } });
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
    measure: async (window, counting = 'shares') => {
      if (!orders) throw new Error('there is nothing to measure before the load begins');
      const reports = children.map((child) =>
        firstMessage(child, (message) => (message.type === 'figures' ? message.figures : undefined)),
      );
      for (const child of children) send(child, { type: 'measure', window });
      return mergeFigures(await Promise.all(reports), { ...orders, offeredRate, counting }, window);
    },
    end: async () => {
      done = true;
      await Promise.all(children.map((child) => child.stop('SIGKILL')));
    },
  };
}

/** Or as near to it as a target comes that hangs: its requests run into their timeout. */
async function drained(children: readonly Child[]): Promise<void> {
  const patience = new AbortController();
  const rested = Promise.all(children.map((child) => untilMessage(child, 'drained')));
  for (const child of children) send(child, { type: 'drain' });
  await Promise.race([rested, until(monotonicMs() + LONGEST_DRAIN_MS, patience.signal)]);
  patience.abort();
}

function send(child: Child, message: ToLoadProcess): void {
  child.send(message);
}

function untilMessage(child: Child, type: FromLoadProcess['type']): Promise<true> {
  return firstMessage(child, (message) => (message.type === type ? true : undefined));
}

/** Whole numbers, as even as can be, whose sum is the total. */
export function splitEvenly(total: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, index) => Math.floor((total + index) / parts)).reverse();
}

/** The first message that yields something. */
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

/** Processes report a second each at about the same time: one call for all of them. */
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

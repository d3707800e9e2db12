/** The load of a trial: processes that start before the target is ready. */
import type { TargetFailure } from '../../targets/topology.ts';
import { monotonicMs, until, type Window } from '../host/clock.ts';
import type { LoadFigures } from '../records/run.ts';
import { meanLevel } from '../stats/stages.ts';
import type { LoadJob, Pace } from './load-client.ts';
import type { FromLoadProcess } from './load-messages.ts';
import { type LoadPeer, localPeer, type SpawnLoadProcess } from './load-peer.ts';
import { shareJob } from './load-share.ts';
import { type Counting, mergeFigures } from './merge-figures.ts';
import { mergeSoFar, type SoFar } from './so-far.ts';

/** Enough for processes of this host. */
const PACE_LEAD_MS = 50;
/** Requests of the previous load that have no response by then are abandoned. */
const LONGEST_DRAIN_MS = 5_000;

export interface Load {
  /** Number of load processes. */
  readonly processes: number;
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

/** startLoad starts load processes on this host. */
export function startLoad(processes: number, spawn: SpawnLoadProcess): Load {
  return loadOf(Array.from({ length: processes }, () => localPeer(spawn)));
}

/**
 * loadOf is the load of these processes together.
 *
 * @param paceLeadMs lead time for a pace to reach each of them before it begins
 */
export function loadOf(peers: readonly LoadPeer[], paceLeadMs = PACE_LEAD_MS): Load {
  const readies = peers.map((peer) => untilMessage(peer, 'ready'));
  let orders: LoadJob | undefined;
  /** Agents start a process for each core, whatever the number of connections: those without one do nothing. */
  let busy: readonly LoadPeer[] = peers;
  let offeredRate: number | null = null;
  let done = false;
  return {
    processes: peers.length,
    ready: Promise.all(readies).then(() => {}),
    broken: Promise.race(
      peers.map(async ({ broken }) => {
        const failure = await broken;
        return done ? new Promise<never>(() => {}) : failure;
      }),
    ),
    misread: Promise.race(
      peers.map((peer) =>
        firstMessage(peer, (message) => (message.type === 'misread' ? message.reason : undefined)),
      ),
    ),
    begin: async (job, onLive) => {
      orders = job;
      busy = peers.slice(0, job.connections);
      const shares = shareJob(job, busy.length);
      const inFlight = busy.map((peer) => untilMessage(peer, 'all-connected'));
      reportLive(busy, onLive);
      busy.forEach((peer, index) => {
        const share = shares[index];
        if (share) peer.send({ type: 'begin', job: share });
      });
      await Promise.all(inFlight);
    },
    pace: async (pace) => {
      await drained(busy);
      offeredRate = pace.rate;
      const rate = pace.rate / busy.length;
      const fromMs = monotonicMs() + paceLeadMs;
      busy.forEach((peer, index) => {
        peer.send({
          type: 'pace',
          pace: { ...pace, rate, seed: pace.seed + index, fromMs, phase: index / busy.length },
        });
      });
    },
    rest: () => drained(busy),
    measure: async (window, counting = 'shares') => {
      if (!orders) throw new Error('there is nothing to measure before the load begins');
      const reports = busy.map((peer) =>
        firstMessage(peer, (message) => (message.type === 'figures' ? message.figures : undefined)),
      );
      for (const peer of busy) peer.send({ type: 'measure', window });
      return mergeFigures(
        await Promise.all(reports),
        { ...orders, ...plannedRate(orders, offeredRate, counting) },
        window,
      );
    },
    soFar: async () => {
      const reports = busy.map((peer) =>
        firstMessage(peer, (message) => (message.type === 'so-far' ? message.soFar : undefined)),
      );
      for (const peer of busy) peer.send({ type: 'report-so-far' });
      return mergeSoFar(await Promise.all(reports));
    },
    extend: ({ toMs }) => {
      for (const peer of busy) peer.send({ type: 'extend', toMs });
    },
    end: async () => {
      done = true;
      await Promise.all(peers.map((peer) => peer.stop()));
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
async function drained(peers: readonly LoadPeer[]): Promise<void> {
  const deadline = new AbortController();
  const allDrained = Promise.all(peers.map((peer) => untilMessage(peer, 'drained')));
  for (const peer of peers) peer.send({ type: 'drain' });
  await Promise.race([allDrained, until(monotonicMs() + LONGEST_DRAIN_MS, deadline.signal)]);
  deadline.abort();
}

function untilMessage(peer: LoadPeer, type: FromLoadProcess['type']): Promise<true> {
  return firstMessage(peer, (message) => (message.type === type ? true : undefined));
}

/** Settles with the first message for which `pick` returns something. */
function firstMessage<T>(peer: LoadPeer, pick: (message: FromLoadProcess) => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const off = peer.onMessage((message) => {
      const picked = pick(message);
      if (picked === undefined) return;
      off();
      resolve(picked);
    });
  });
}

/** Calls back once for all processes, which each report a second at about the same time. */
function reportLive(peers: readonly LoadPeer[], onLive: (answered: number) => void): void {
  let [reports, sum] = [0, 0];
  for (const peer of peers) {
    peer.onMessage((live) => {
      if (live.type !== 'live') return;
      reports++;
      sum += live.answered;
      if (reports % peers.length > 0) return;
      onLive(sum);
      sum = 0;
    });
  }
}

/** The WebSockets of a variant: how they opened, dropped and came back, over its trials. */
import type { HappenedEvent, OkTrial } from '../harness/records/run.ts';
import type { SocketLoad } from '../harness/records/sockets.ts';
import { heard } from '../harness/stats/metrics/heard.ts';
import { memoryPerConnection } from '../harness/stats/metrics/memory-per-connection.ts';
import { missShare } from '../harness/stats/placement.ts';
import { mean, sum } from '../harness/stats/summary.ts';
import type { CellResult } from './cell-result.ts';
import type { Group } from './groups.ts';

/** Figures are means over trials, unless they say otherwise. */
export interface SocketFacts extends Pick<CellResult, 'cell'> {
  /** Over all trials, lowest. */
  readonly openAtEnd: number;
  /** Null if some connection never opened. */
  readonly openingSeconds: number | null;
  readonly handshakeP99Ms: number;
  /** Sums over trials. */
  readonly dropped: number;
  readonly refused: number;
  /** Messages without a response whose connection ended, or whose time ran out: sum over trials. */
  readonly lost: number;
  /** Longest time in which some connections were missing, in any trial; null if some never came back. */
  readonly longestOutageSeconds: number | null;
  /** Most in a second of any trial. */
  readonly mostHandshakesPerSecond: number;
  readonly bytesPerConnection: number | null;
  /** Share of the messages heard, and as the workers' shares of the connections predict it without an adapter. */
  readonly heard: number | null;
  readonly heardOnSameWorker: number | null;
}

/** socketFacts has a row for each variant whose load was messages over WebSockets. */
export function socketFacts({ results }: Pick<Group, 'results'>): SocketFacts[] {
  return results.flatMap(({ cell, ok }) => {
    const trials = ok.flatMap((trial) =>
      trial.load.sockets ? [{ trial, sockets: trial.load.sockets }] : [],
    );
    if (trials.length === 0) return [];
    const all = trials.map(({ sockets }) => sockets);
    const openings = all.map(({ openingSeconds }) => openingSeconds);
    const outages = all.flatMap((sockets) => sockets.outages).map(lengthOf);
    return {
      cell,
      openAtEnd: Math.min(...all.map(({ openAtEnd }) => openAtEnd)),
      openingSeconds: openings.includes(null) ? null : mean(openings.map(Number)),
      handshakeP99Ms: mean(all.map(({ handshakeTime }) => handshakeTime.p99)),
      dropped: sum(all.map(({ dropped }) => dropped)),
      refused: sum(all.flatMap(({ refused }) => Object.values(refused))),
      lost: sum(trials.map(({ trial }) => lostMessages(trial))),
      longestOutageSeconds: outages.includes(null) ? null : Math.max(0, ...outages.map(Number)),
      mostHandshakesPerSecond: Math.max(...all.map(mostHandshakes)),
      bytesPerConnection: meanOf(ok.map((trial) => memoryPerConnection.read(trial, cell))),
      heard: meanOf(ok.map((trial) => heard.read(trial, cell))),
      heardOnSameWorker: meanOf(ok.map((trial) => sameWorker(trial, cell.workers))),
    };
  });
}

/** EventDrops is what an event cost the connections of one trial. */
export interface EventDrops extends Pick<CellResult, 'cell'> {
  readonly event: HappenedEvent;
  readonly dropped: number;
  /** From the event's start until every connection was back; null if some were still missing at the window's end. */
  readonly backAfterSeconds: number | null;
  readonly mostHandshakesPerSecond: number;
  readonly lost: number;
}

/** eventDrops has a row for each trial with a single event: of several, none could be told from the others. */
export function eventDrops({ results }: Pick<Group, 'results'>): EventDrops[] {
  return results.flatMap(({ cell, ok }) =>
    ok.flatMap((trial) => {
      const [event, ...others] = trial.events;
      const { sockets } = trial.load;
      if (event === undefined || others.length > 0 || sockets === null) return [];
      const after = sockets.outages.filter(({ toSeconds }) => (toSeconds ?? Infinity) >= event.atSeconds);
      const ends = after.map(({ toSeconds }) => toSeconds);
      return {
        cell,
        event,
        dropped: sum(after.map(({ dropped }) => dropped)),
        backAfterSeconds: ends.includes(null)
          ? null
          : Math.max(0, ...ends.map(Number).map((end) => end - event.atSeconds)),
        mostHandshakesPerSecond: mostHandshakes(sockets),
        lost: lostMessages(trial),
      };
    }),
  );
}

function lostMessages({ load: { errors } }: OkTrial): number {
  return errors.closed + errors.reset + errors.timeout;
}

function mostHandshakes({ perSecond }: SocketLoad): number {
  return Math.max(0, ...perSecond.map(({ handshakes }) => handshakes));
}

function lengthOf({ fromSeconds, toSeconds }: SocketLoad['outages'][number]): number | null {
  return toSeconds === null ? null : toSeconds - fromSeconds;
}

/** Two connections are on the same worker with the probability that a user meets the worker of an earlier request. */
function sameWorker({ processes }: OkTrial, workers: number): number | null {
  const counts = processes.filter(({ role }) => role === 'worker').map(({ connections }) => connections);
  const known = counts.filter((count) => count !== null);
  const miss = known.length === counts.length && known.length >= workers ? missShare(known) : null;
  return miss === null ? null : 1 - miss;
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : mean(known);
}

/** Combines what the load processes report of their WebSockets. */

import type { Window } from '../../host/clock.ts';
import type { SocketLoad } from '../../records/sockets.ts';
import { sum } from '../../stats/summary.ts';
import { mergeHistograms } from '../histogram.ts';
import { sumByKey } from '../sum-by-key.ts';
import type { Outage, SocketFigures } from './socket-books.ts';

/** mergeSockets returns null unless the load was messages over WebSockets. */
export function mergeSockets(
  parts: readonly (SocketFigures | null)[],
  { fromMs, toMs }: Window,
): SocketLoad | null {
  const known = parts.filter((part) => part !== null);
  if (known.length === 0) return null;
  const total = (pick: (part: SocketFigures) => number) => sum(known.map(pick));
  const times = mergeHistograms(known.map(({ handshakeHistogram }) => handshakeHistogram));
  const maxMs = Math.max(...known.map(({ handshakeMaxMs }) => handshakeMaxMs));
  const at = (percent: number) => Math.min(maxMs, times.getValueAtPercentile(percent) / 1_000);
  const openings = known.map(({ openingMs }) => openingMs);
  return {
    openingSeconds: openings.includes(null) ? null : Math.max(...openings.map(Number)) / 1_000,
    openAtEnd: total(({ openAtEnd }) => openAtEnd),
    handshakeTime: { p50: at(50), p99: at(99), max: maxMs },
    handshakes: total(({ handshakes }) => handshakes),
    refused: sumByKey(known.map(({ refused }) => refused)),
    dropped: total(({ dropped }) => dropped),
    due: total(({ due }) => due),
    heard: total(({ heard }) => heard),
    unasked: total(({ unasked }) => unasked),
    perSecond: secondsOf(known, (toMs - fromMs) / 1_000),
    outages: joined(known.flatMap(({ outages }) => outages)).map((outage) => ({
      fromSeconds: (outage.fromMs - fromMs) / 1_000,
      toSeconds: outage.toMs === null || outage.toMs > toMs ? null : (outage.toMs - fromMs) / 1_000,
      dropped: outage.dropped,
    })),
  };
}

/** The last second may be shorter: its counts are made those of a whole one. */
function secondsOf(parts: readonly SocketFigures[], windowSeconds: number): SocketLoad['perSecond'] {
  const longest = Math.max(...parts.map(({ perSecond }) => perSecond.length));
  return Array.from({ length: longest }, (_, index) => {
    const length = Math.min(1, windowSeconds - index);
    const rate = (pick: (second: SocketFigures['perSecond'][number]) => number) =>
      sum(parts.flatMap(({ perSecond }) => perSecond[index] ?? []).map(pick)) / length;
    return { handshakes: rate(({ handshakes }) => handshakes), dropped: rate(({ dropped }) => dropped) };
  });
}

/** joined returns the times in which connections of some process were missing, without overlaps. */
function joined(outages: readonly Outage[]): Outage[] {
  const all: Outage[] = [];
  for (const outage of outages.toSorted((one, other) => one.fromMs - other.fromMs)) {
    const last = all.at(-1);
    if (last === undefined || outage.fromMs > (last.toMs ?? Number.POSITIVE_INFINITY)) {
      all.push({ ...outage });
      continue;
    }
    last.toMs = last.toMs === null || outage.toMs === null ? null : Math.max(last.toMs, outage.toMs);
    last.dropped += outage.dropped;
  }
  return all;
}

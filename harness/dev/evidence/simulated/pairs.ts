/** The sequential rule of `ab`, checked after every pair, compared with tests that are made for one look. */
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { median } from '../../../stats/summary.ts';
import { ALPHA, decisionOf, others, type Pairs, pairsP, welch } from '../judges.ts';
import { driftingHosts, type Host, hosts, type SimulatedCell, simulatePairs } from '../simulated-hosts.ts';
import { alarmShares, inText, TRIALS } from './false-alarms.ts';
import { SLOWER } from './found.ts';
import { REPORTS, repeated, rowsOf, type SimulatedTable, shareOf } from './simulated-table.ts';

const MOST_PAIRS = 30;
const CELLS = 24;
/** Welch's test needs this many. */
const FIRST_LOOK = 3;

/** The cell of 24 that changed has the least p, which Holm multiplies by 24. */
const SIZES = [1, 24] as const;

export const pairsTable: SimulatedTable = {
  name: 'pairs, looked at after each of 30',
  titles: [
    'host',
    'false alarms',
    `${welch.name} as often`,
    '5% found',
    'pairs to it',
    'none shown',
    'pairs to that',
  ],
  rows: rowsOf(
    [...hosts, ...driftingHosts],
    [MOST_PAIRS],
    ({ name }) => name,
    (host, trials) => {
      const random = mulberry32(7);
      const [alarms = []] = alarmShares([{ pOf: pairsP, corrected: true }], REPORTS, () =>
        simulatePairs({ host, cells: CELLS, trials }, random),
      );
      const same = sessions(host, trials, 0, random);
      const slower = sessions(host, trials, SLOWER, random);
      return [host.name, inText(alarms), shareOf(same, welchAtAnyLook), ...decided(slower, true)].concat(
        decided(same, false),
      );
    },
  ),
};

export const pairsFoundTable: SimulatedTable = {
  name: '5% found by pairs',
  titles: ['host', 'pairs', 'ours', ...others.map(({ name }) => name)],
  rows: rowsOf(
    hosts,
    TRIALS,
    (host, pairs) => `${host.name}, ${pairs} pairs`,
    (host, pairs) => {
      const found = sessions(host, pairs, SLOWER, mulberry32(200 + pairs));
      const once = others.map(({ pOf }) =>
        inSizes(
          found.map((of) => pOf(inSides(of))),
          false,
        ),
      );
      return [host.name, String(pairs), inSizes(found.map(pairsP), true), ...once];
    },
  ),
};

/** Figures of single cells, and of cells that are one of 24. */
function inSizes(pValues: readonly number[], corrected: boolean): string {
  const sizes = corrected ? SIZES : [1];
  return sizes.map((size) => shareOf(pValues, (p) => size * p <= ALPHA)).join(' / ');
}

function sessions(host: Host, trials: number, change: number, random: () => number): Pairs[] {
  return repeated(REPORTS, () => simulatePairs({ host, cells: 1, trials, change }, random)).flat();
}

/** decided is the share of cells decided this way, and the pairs that half and nine tenths of all cells took. */
function decided(of: readonly Pairs[], changed: boolean): string[] {
  const decisions = of.map(decisionOf);
  const counts = decisions.map((decision) => decision?.pairs ?? Number.POSITIVE_INFINITY);
  const ninth = counts.toSorted((a, b) => a - b)[Math.ceil(0.9 * counts.length) - 1] ?? 0;
  return [
    shareOf(decisions, (decision) => decision?.changed === changed),
    `${countOf(median(counts))} / ${countOf(ninth)}`,
  ];
}

function countOf(pairs: number): string {
  return Number.isFinite(pairs) ? String(pairs) : `> ${MOST_PAIRS}`;
}

function welchAtAnyLook(pairs: Pairs): boolean {
  return pairs.some((_, at) => at + 1 >= FIRST_LOOK && welch.pOf(inSides(pairs.slice(0, at + 1))) === 0);
}

function inSides(pairs: Pairs): SimulatedCell {
  return { base: [pairs.map(({ base }) => base)], head: [pairs.map(({ head }) => head)] };
}

/** Whether "N more trials would decide" comes true with 50% probability. */

import { comparePairs } from '../../../stats/compare-pairs.ts';
import { ASSUMED_RUN_SPREAD } from '../../../stats/inference.ts';
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { median } from '../../../stats/summary.ts';
import { pairsToDecide, trialsToDecide } from '../../../stats/trials-to-decide.ts';
import { answerOf, compareCell, RULE } from '../judges.ts';
import { byName, type Host, simulatePairs, simulateRuns } from '../simulated-hosts.ts';
import { SLOWER } from './found.ts';
import { rowsOf, type SimulatedTable, shareOf } from './simulated-table.ts';

const UNDECIDED = 1_000;
/** Trials that are simulated ahead, the most that a cell is followed. */
const FURTHEST = 150;
const MOST_SESSIONS = 20_000;

const states = [
  { host: byName('normal, 2%'), count: 5 },
  { host: byName('normal, 5.4%'), count: 10 },
] as const;
const ways = [
  { name: 'trials', follow: followTrials },
  { name: 'pairs', follow: followPairs },
] as const;

export const moreTable: SimulatedTable = {
  name: 'N more',
  titles: ['host', 'so far', 'changed by', 'undecided', 'of these given N', 'N, median', 'decided with N'],
  rows: rowsOf(
    ways.flatMap((way) => states.map((state) => ({ ...way, ...state }))),
    [0, -0.03, SLOWER],
    ({ name, host, count }, change) => `${host.name}, ${count} ${name}, ${change}`,
    ({ name, follow, host, count }, change) => {
      const random = mulberry32(300 + count);
      const followed: Followed[] = [];
      let sessions = 0;
      for (; followed.length < UNDECIDED && sessions < MOST_SESSIONS; sessions++) {
        const one = follow({ host, count, change }, random);
        if (one !== null) followed.push(one);
      }
      const withNumber = followed.filter((one) => one.more !== null);
      return [
        host.name,
        `${count} ${name}`,
        `${Math.round(100 * change)}%`,
        ((100 * followed.length) / sessions).toFixed(0),
        shareOf(followed, ({ more }) => more !== null),
        String(median(withNumber.map(({ more }) => more ?? 0))),
        shareOf(withNumber, ({ decided }) => decided),
      ];
    },
  ),
};

interface State {
  readonly host: Host;
  readonly count: number;
  readonly change: number;
}

/** Followed is a cell that was undecided. */
interface Followed {
  /** Null if no number was given, or more than is simulated ahead. */
  readonly more: number | null;
  readonly decided: boolean;
}

function followTrials({ host, count, change }: State, random: () => number): Followed | null {
  const [cell] = simulateRuns({ host, cells: 1, trials: count + FURTHEST, change }, random);
  const first = (rows: readonly (readonly number[])[] = [], trials: number) =>
    rows.map((row) => row.slice(0, trials));
  const cut = (trials: number) => ({ base: first(cell?.base, trials), head: first(cell?.head, trials) });
  if (answerOf(compareCell(cut(count))) !== null) return null;
  const needed = trialsToDecide({ ...cut(count), ...RULE, assumedRunSpread: ASSUMED_RUN_SPREAD })?.trials;
  return followedTo(needed, (more) => answerOf(compareCell(cut(count + more))) !== null);
}

function followPairs({ host, count, change }: State, random: () => number): Followed | null {
  const [pairs = []] = simulatePairs({ host, cells: 1, trials: count + FURTHEST, change }, random);
  const now = comparePairs(pairs.slice(0, count));
  if (now === null || answerOf(now) !== null) return null;
  const needed = pairsToDecide({ ...now, ...RULE })?.trials;
  return followedTo(needed, (more) => answerOf(comparePairs(pairs.slice(0, count + more))) !== null);
}

function followedTo(needed: number | null | undefined, isDecided: (more: number) => boolean): Followed {
  const more = needed && needed <= FURTHEST ? needed : null;
  return { more, decided: more !== null && isDecided(more) };
}

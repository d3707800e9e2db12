/** Cells slowed by 5% that are found, by single runs, and whether our interval holds what they were slowed by. */
import type { Inference } from '../../../stats/inference.ts';
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { ALPHA, claimable, compareCell, comparedTogether, judges, others } from '../judges.ts';
import { hosts, type SimulatedCell, simulateRuns, slowed } from '../simulated-hosts.ts';
import { CELLS, REPORT_SIZES, TRIALS } from './false-alarms.ts';
import { repeated, rowsOf, type SimulatedTable, shareOf } from './simulated-table.ts';

export const SLOWER = -0.05;
/** Reports, a figure: 50% is then known to 3 (two standard errors). */
const FOUND_REPORTS = 1_000;

export const foundTable: SimulatedTable = {
  name: '5% found',
  titles: ['host', 'trials', ...judges.map(({ name }) => name), 'interval holds it'],
  rows: rowsOf(
    hosts,
    TRIALS,
    (host, trials) => `${host.name}, ${trials} trials`,
    (host, trials) => {
      const random = mulberry32(100 + trials);
      const sessions = repeated(FOUND_REPORTS, () =>
        firstSlower(simulateRuns({ host, cells: CELLS, trials }, random)),
      );
      const slower = sessions.flatMap(([cell]) => cell ?? []);
      const bySize = REPORT_SIZES.map((size) => sessions.map((cells) => comparedFirst(cells.slice(0, size))));
      const found = bySize.map((of, at) =>
        shareOf(of, (inference) => claimable(inference) * (REPORT_SIZES[at] ?? 1) <= ALPHA),
      );
      const holding = bySize.map((of) => shareOf(of, (inference) => inference !== null && holds(inference)));
      return [
        host.name,
        String(trials),
        found.join(' / '),
        ...others.map(({ pOf }) => shareOf(slower, (cell) => pOf(cell) <= ALPHA)),
        holding.join(' / '),
      ];
    },
  ),
};

function firstSlower([first, ...others]: readonly SimulatedCell[]): SimulatedCell[] {
  return first ? [slowed(first, SLOWER), ...others] : [];
}

/** The first cell of a report, by what all of its cells tell. */
function comparedFirst(cells: readonly SimulatedCell[]): Inference | null {
  const [first] = cells;
  if (!first) return null;
  return cells.length === 1 ? compareCell(first) : (comparedTogether(cells)[0] ?? null);
}

function holds({ interval }: Inference): boolean {
  return interval.low <= SLOWER && SLOWER <= interval.high;
}

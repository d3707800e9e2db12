/** Reports of consecutive single runs that claim a change although nothing changed. */
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { claimsOf, type Judge, judges } from '../judges.ts';
import { driftingHosts, type Host, hosts, type SimulatedCell, simulateRuns } from '../simulated-hosts.ts';
import { percent, rowsOf, type SimulatedTable } from './simulated-table.ts';

export const CELLS = 24;
/** Cells of the reports into which those of a session are cut. */
export const REPORT_SIZES = [1, 6, CELLS] as const;
export const TRIALS = [3, 5, 10, 20] as const;

export const falseAlarmTable = tableOf('false alarms', hosts, 500);
export const wanderingTable = tableOf('false alarms where the host wanders', driftingHosts, 1_000);

/** @param sessions of 24 cells a row, each cut into a report of all, 4 of 6 cells and 24 of one */
function tableOf(name: string, of: readonly Host[], sessions: number): SimulatedTable {
  return {
    name,
    titles: ['host', 'trials', ...judges.map((judge) => judge.name)],
    rows: rowsOf(
      of,
      TRIALS,
      (host, trials) => `${host.name}, ${trials} trials`,
      (host, trials) => {
        const random = mulberry32(seedOf(host) + trials);
        const session = () => simulateRuns({ host, cells: CELLS, trials }, random);
        return [host.name, String(trials), ...alarmShares(judges, sessions, session).map(inText)];
      },
    ),
  };
}

/** Luck that the rows shared would look like a finding. */
function seedOf(host: Host): number {
  return 20_000 + 100 * [...hosts, ...driftingHosts].indexOf(host);
}

/**
 * Share of reports with an alarm, by judge, for reports of each size.
 *
 * @param session the cells of one; those of a smaller report are cut out of them
 */
export function alarmShares<Cell = SimulatedCell>(
  of: readonly Pick<Judge<Cell>, 'pOf' | 'pValuesOf' | 'corrected'>[],
  sessions: number,
  session: () => readonly Cell[],
): number[][] {
  const alarms = of.map(() => REPORT_SIZES.map(() => 0));
  for (let done = 0; done < sessions; done++) {
    const cells = session();
    for (const [at, judge] of of.entries()) {
      const counts = alarms[at] ?? [];
      for (const [size, reports] of reportsOf(cells, judge).entries()) {
        const found = reports.filter((p) => claimsOf(p, judge.corrected).includes(true)).length;
        counts[size] = (counts[size] ?? 0) + found / (sessions * reports.length);
      }
    }
  }
  return alarms;
}

/** reportsOf returns p-values of the reports of each size into which a session is cut. */
function reportsOf<Cell>(
  cells: readonly Cell[],
  { pOf, pValuesOf }: Pick<Judge<Cell>, 'pOf' | 'pValuesOf'>,
): number[][][] {
  if (pValuesOf) return REPORT_SIZES.map((size) => chunks(cells, size).map(pValuesOf));
  const alone = cells.map(pOf);
  return REPORT_SIZES.map((size) => chunks(alone, size));
}

export function inText(shares: readonly number[]): string {
  return shares.map(percent).join(' / ');
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: items.length / size }, (_, at) => items.slice(at * size, (at + 1) * size));
}

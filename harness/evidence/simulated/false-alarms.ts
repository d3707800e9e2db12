/** Reports that claim a change where there is none, of single runs, one behind the other. */
import { mulberry32 } from '../../random.ts';
import { claimsOf, type Judge, judges } from '../judges.ts';
import { driftingHosts, type Host, hosts, type SimulatedCell, simulateRuns } from '../simulated-hosts.ts';
import { percent, REPORTS, repeated, rowsOf, type SimulatedTable } from './simulated-table.ts';

const CELLS = 24;
/** Cells of the reports into which those of a session are cut. */
export const REPORT_SIZES = [1, 6, CELLS] as const;
export const TRIALS = [3, 5, 10, 20] as const;

export const falseAlarmTable = tableOf('false alarms', hosts);
export const wanderingTable = tableOf('false alarms where the host wanders', driftingHosts);

function tableOf(name: string, of: readonly Host[]): SimulatedTable {
  return {
    name,
    titles: ['host', 'trials', ...judges.map((judge) => judge.name)],
    rows: rowsOf(
      of,
      TRIALS,
      (host, trials) => `${host.name}, ${trials} trials`,
      (host, trials) => {
        const random = mulberry32(trials);
        const sessions = () => simulateRuns({ host, cells: CELLS, trials }, random);
        return [host.name, String(trials), ...alarmShares(judges, REPORTS, sessions).map(inText)];
      },
    ),
  };
}

/**
 * Share of reports with an alarm, by judge, for reports of each size.
 *
 * @param session the cells of one; those of a smaller report are cut out of them
 */
export function alarmShares<Cell = SimulatedCell>(
  of: readonly Pick<Judge<Cell>, 'pOf' | 'corrected'>[],
  sessions: number,
  session: () => readonly Cell[],
): number[][] {
  const pValues = repeated(sessions, () => {
    const cells = session();
    return of.map((judge) => cells.map(judge.pOf));
  });
  return of.map(({ corrected }, at) =>
    REPORT_SIZES.map((size) => {
      const reports = pValues.flatMap((judged) => chunks(judged[at] ?? [], size));
      return reports.filter((report) => claimsOf(report, corrected).includes(true)).length / reports.length;
    }),
  );
}

export function inText(shares: readonly number[]): string {
  return shares.map(percent).join(' / ');
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: items.length / size }, (_, at) => items.slice(at * size, (at + 1) * size));
}

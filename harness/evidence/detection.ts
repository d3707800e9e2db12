/**
 * `npm run evidence detection`: by simulation, false alarms a report and changes found, of our tests and of those in
 * use; prints the tables of docs/evidence-detection.md. With a name behind it, that table alone.
 */
import { type Column, table } from '../../reports/table.ts';
import { mulberry32 } from '../random.ts';
import { median } from '../stats/summary.ts';
import { claimsOf, decisionOf, type Judge, others, ours, pairsP } from './judges.ts';
import {
  driftingHosts,
  type Host,
  hosts,
  RUN_SPREAD,
  type Session,
  simulatePairs,
  simulateRuns,
} from './simulated-hosts.ts';

const SESSIONS = 1_000;
const CELLS = 24;
/** Cells of the reports into which the cells of a session are cut. */
const REPORTS = [1, 6, CELLS] as const;
const TRIALS = [3, 5, 10, 20] as const;
const PAIRS = 30;
const SLOWER = -0.05;

const judges: readonly Judge[] = [ours, ...others];

/** A row: a name, and text for each of the further columns. */
interface Row {
  readonly cells: readonly string[];
}

const tables: Readonly<Record<string, () => string>> = {
  'false-alarms': () => falseAlarms(hosts),
  detection,
  pairs: () => pairsTable([...hosts, ...driftingHosts]),
  runs,
  drift: () => falseAlarms(driftingHosts),
};

const asked = process.argv[3];
for (const [name, make] of Object.entries(tables)) {
  if (asked !== undefined && asked !== name) continue;
  console.log(`${name}\n\n${make()}\n`);
}

/** Share of reports that claim a change where there is none, by cells a report. */
function falseAlarms(of: readonly Host[]): string {
  const rows = of.flatMap((host) =>
    TRIALS.map((trials) => {
      const random = mulberry32(trials);
      const pValues = repeated(SESSIONS, () => {
        const cells = simulateRuns({ host, cells: CELLS, trials }, random);
        return judges.map((judge) => cells.map(judge.pOf));
      });
      const shares = judges.map((judge, at) =>
        alarmShares(
          pValues.map((p) => p[at] ?? []),
          judge.corrected,
        ),
      );
      return { cells: [host.name, String(trials), ...shares] };
    }),
  );
  return markdown(['host', 'trials', ...judges.map(({ name }) => name)], rows);
}

function alarmShares(pValues: readonly (readonly number[])[], corrected: boolean): string {
  return REPORTS.map((size) => {
    const reports = pValues.flatMap((session) => chunks(session, size));
    return percent(
      reports.filter((report) => claimsOf(report, corrected).includes(true)).length / reports.length,
    );
  }).join(' / ');
}

/** Share of cells slowed by 5 % that are found, in reports of one cell and of 24 where it alone is slower. */
function detection(): string {
  const rows = hosts.flatMap((host) =>
    TRIALS.map((trials) => {
      const random = mulberry32(100 + trials);
      const pValues = repeated(4 * SESSIONS, () => {
        const [cell] = simulateRuns({ host, cells: 1, trials, change: SLOWER }, random);
        return judges.map((judge) => (cell ? judge.pOf(cell) : 1));
      });
      const found = judges.map((judge, at) => {
        // Of 24 cells the one that changed has the least p: Holm multiplies it by 24.
        const shares = (judge.corrected ? [1, CELLS] : [1]).map(
          (size) => pValues.filter((p) => size * (p[at] ?? 1) <= 0.01).length / pValues.length,
        );
        return shares.map(percent).join(' / ');
      });
      return { cells: [host.name, String(trials), ...found] };
    }),
  );
  return markdown(['host', 'trials', ...judges.map(({ name }) => name)], rows);
}

/** The sequential rule of `ab`, looked at after every pair. */
function pairsTable(of: readonly Host[]): string {
  const rows = of.map((host) => {
    const random = mulberry32(7);
    const session = { host, cells: CELLS, trials: PAIRS };
    const pValues = repeated(SESSIONS, () => simulatePairs(session, random).map(pairsP));
    const decided = (change: number) =>
      repeated(SESSIONS, () => {
        const [pairs = []] = simulatePairs({ host, cells: 1, trials: PAIRS, change }, random);
        return decisionOf(pairs);
      });
    const [slower, same] = [decided(SLOWER), decided(0)];
    const share = (of: typeof same, changed: boolean) =>
      percent(of.filter((decision) => decision?.changed === changed).length / of.length);
    const pairs = (of: typeof same) => {
      const counts = of.map((decision) => decision?.pairs ?? Number.POSITIVE_INFINITY);
      const ninth = counts.toSorted((a, b) => a - b)[Math.ceil(0.9 * counts.length) - 1] ?? 0;
      return `${pairCount(median(counts))} / ${pairCount(ninth)}`;
    };
    return {
      cells: [
        host.name,
        alarmShares(pValues, true),
        share(slower, true),
        pairs(slower),
        share(same, false),
        pairs(same),
      ],
    };
  });
  return markdown(['host', 'false alarms', '5 % found', 'pairs to it', 'none shown', 'pairs to that'], rows);
}

/** Several runs of 3 trials a side, where runs differ as assumed, and by more. */
function runs(): string {
  const sides = [
    { base: 1, head: 1 },
    { base: 2, head: 2 },
    { base: 3, head: 3 },
    { base: 5, head: 5 },
    { base: 14, head: 1 },
  ];
  const host = hosts[1] as Host;
  const rows = sides.flatMap((side) =>
    [RUN_SPREAD, 0.01, 0.015, 0.03].map((runSpread) => {
      const random = mulberry32(11);
      const share = (judge: Judge, change: number) => {
        const session: Session = { host, cells: 1, trials: 3, runs: side, runSpread, change };
        const claims = repeated(4 * SESSIONS, () => {
          const [cell] = simulateRuns(session, random);
          return cell !== undefined && judge.pOf(cell) <= 0.01;
        });
        return percent(claims.filter(Boolean).length / claims.length);
      };
      const welch = others[1] as Judge;
      return {
        cells: [
          `${side.base} + ${side.head}`,
          `${(100 * runSpread).toFixed(1)} %`,
          share(ours, 0),
          share(welch, 0),
          share(ours, SLOWER),
          share(welch, SLOWER),
        ],
      };
    }),
  );
  return markdown(
    ['runs', 'they differ by', 'false alarms, ours', 'Welch .01', '5 % found, ours', 'Welch .01'],
    rows,
  );
}

function markdown(titles: readonly string[], rows: readonly Row[]): string {
  const columns = titles.map(
    (title, at): Column<Row> => ({
      title,
      align: at === 0 ? 'left' : 'right',
      cell: ({ cells }) => cells[at] ?? '',
    }),
  );
  return table(columns, rows);
}

function repeated<T>(times: number, once: () => T): T[] {
  return Array.from({ length: times }, once);
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: items.length / size }, (_, at) => items.slice(at * size, (at + 1) * size));
}

function percent(share: number): string {
  return (100 * share).toFixed(share >= 0.0995 ? 0 : 1);
}

function pairCount(count: number): string {
  return Number.isFinite(count) ? String(count) : `> ${PAIRS}`;
}

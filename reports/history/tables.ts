/** The tables of a history: its cells, and the changes of their levels. */
import type { Change, History, Night, Trend } from '../../harness/records/history.ts';
import { type Block, paragraph } from '../document/block.ts';
import { code, text } from '../document/inline.ts';
import { type Column, figureColumn, nameColumn, type Table, table } from '../document/table.ts';
import { counted, figure, fixed, percent, UNKNOWN } from '../format.ts';
import { type CellChange, changesOf, changeWords } from './recent-changes.ts';
import { causeIn, commitName, dateOf, withUnit } from './trend-words.ts';

/** A row for each cell for a terminal: its latest figure, and when that was measured where it is not the newest run. */
export function latestTable(history: History): Table[] {
  return table<Trend>(
    [nameColumn('cell', ({ id }) => code(id)), ...latestColumns(history), RUNS],
    history.trends,
  );
}

/** A row for each cell. */
export function cellsTable(history: History): Table[] {
  const { trends } = history;
  const levelOf = ({ levels }: Trend) => levels.at(-1)?.mean ?? Number.NaN;
  return table<Trend>(
    [
      nameColumn('cell', ({ id }) => code(id)),
      ...latestColumns(history),
      figureColumn('level', (trend) => withUnit(levelOf(trend), trend), levelOf),
      nameColumn('since', (trend) => since(trend, history)),
      RUNS,
      figureColumn(
        'noise',
        ({ noise }) => (noise === null ? UNKNOWN : percent(noise)),
        ({ noise }) => noise,
      ),
    ],
    trends,
  );
}

function since({ changes }: Trend, history: History) {
  const change = changes.at(-1);
  return change ? text`${dateOf(change.night)}, ${commitName(change.night, history)}` : 'the first run';
}

const RUNS: Column<Trend> = figureColumn(
  'runs',
  ({ points }) => fixed(points.length, 0),
  ({ points }) => points.length,
);

/** The latest value of each cell, and its time if the newest run lacks any of the cells. */
function latestColumns({ nights, trends }: History): Column<Trend>[] {
  const runOf = ({ points }: Trend) => nights[points.at(-1)?.night ?? -1];
  const value = figureColumn<Trend>(
    'latest',
    (trend) => withUnit(trend.points.at(-1)?.value ?? Number.NaN, trend),
    ({ points }) => points.at(-1)?.value ?? null,
  );
  const isCurrent = trends.every((trend) => runOf(trend) === nights.at(-1));
  return isCurrent ? [value] : [value, nameColumn('last measured', (trend) => timeOf(runOf(trend)))];
}

/** `2026-04-04 21:10`, in UTC. */
function timeOf(run: Night | undefined): string {
  return run === undefined ? UNKNOWN : run.startedAt.slice(0, 16).replace('T', ' ');
}

const columnsOf = (history: History): Column<CellChange>[] => [
  nameColumn('since', ({ change }) => dateOf(change.night)),
  nameColumn('commit', ({ change }) => commitName(change.night, history)),
  nameColumn('cell', ({ trend }) => code(trend.id)),
  figureColumn(
    'from',
    ({ change }) => figure(change.from),
    ({ change }) => change.from,
  ),
  figureColumn(
    'to',
    ({ change, trend }) => withUnit(change.to, trend),
    ({ change }) => change.to,
  ),
  figureColumn(
    'change',
    ({ change }) => changeWords(change),
    ({ change }) => change.change,
  ),
];

const causeColumnsOf = (history: History): Column<CellChange>[] => [
  nameColumn('cause in', ({ change }) => causeIn(change, history)),
  nameColumn('changed as well', ({ change }) => besideCommits(change)),
];

/** A row for each change, the newest first. @param hasCauses where there is room for the commits that hold the cause */
export function changesTable(history: History, most: number, hasCauses: boolean): Block[] {
  const all = changesOf(history.trends).sort(
    (a, b) => Date.parse(b.change.night.startedAt) - Date.parse(a.change.night.startedAt),
  );
  return [
    ...table([...columnsOf(history), ...(hasCauses ? causeColumnsOf(history) : [])], all.slice(0, most)),
    ...paragraph(all.length > most ? `The newest ${most} of ${counted(all.length, 'change')}.` : ''),
  ];
}

function besideCommits({ after, until }: Change): string {
  return [
    after.node === until.node ? '' : `Node.js ${after.node} → ${until.node}`,
    after.tool === until.tool ? '' : `cluster-bench ${after.tool} → ${until.tool}`,
    after.dirty || until.dirty ? 'uncommitted changes' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

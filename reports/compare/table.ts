import type { ComparedCell, Comparison, Gate } from '../../harness/records/comparison.ts';
import { isBroken } from '../../harness/stats/is-broken.ts';
import { code, escaped } from '../escape.ts';
import { counted, UNKNOWN } from '../format.ts';
import { type Column, table } from '../table.ts';
import { mostTelling } from './most-telling.ts';
import { cellName, short } from './names.ts';
import {
  BROKEN_WORDS,
  changeText,
  gateValue,
  intervalText,
  metricFigure,
  metricValue,
  metricWords,
  plainPercent,
  VERDICT_WORDS,
  whatWouldDecide,
} from './words.ts';

/** Below a table that was cut. */
function leftOut(all: number, most: number, what: string): string {
  return all > most ? `\n\n${counted(all - most, `more ${what}`)}: in \`comparison.json\`.` : '';
}

/** A row a setup with the metric that gates, of the most telling so many. Empty where no setup is on both sides. */
export function verdictTable({ cells: all, method }: Comparison, most: number): string {
  const cells = mostTelling(all, most);
  const metrics = new Set(cells.map(({ primary }) => primary.metric));
  const [only] = metrics;
  const alike = metrics.size === 1 && only !== undefined;
  const unit = alike ? ` (${metricWords(only).shortUnit})` : '';
  const value = alike ? metricFigure : metricValue;
  const columns: Column<ComparedCell>[] = [
    { title: 'setup', align: 'left', cell: cellName },
    ...(alike
      ? []
      : [
          {
            title: 'metric',
            align: 'left' as const,
            cell: ({ primary }: ComparedCell) => metricWords(primary.metric).label,
          },
        ]),
    {
      title: `base${unit}`,
      align: 'right',
      cell: ({ primary }) => value(primary.metric, primary.base.mean),
    },
    {
      title: `head${unit}`,
      align: 'right',
      cell: ({ primary }) => value(primary.metric, primary.head.mean),
    },
    { title: 'change', align: 'right', cell: ({ primary }) => changeText(primary) },
    {
      title: `${plainPercent(method.confidence)} interval`,
      align: 'right',
      cell: ({ primary }) => intervalText(primary) ?? UNKNOWN,
    },
    { title: 'verdict', align: 'left', cell: verdictText },
  ];
  const more: Column<ComparedCell> = {
    title: 'what would decide',
    align: 'left',
    cell: (cell) => (cell.verdict === 'undecided' ? (whatWouldDecide(cell) ?? UNKNOWN) : ''),
  };
  const open = cells.some(({ verdict }) => verdict === 'undecided');
  return table(open ? [...columns, more] : columns, cells) + leftOut(all.length, most, 'setup');
}

function verdictText(cell: ComparedCell): string {
  if (isBroken(cell)) return `**${BROKEN_WORDS}**`;
  const { verdict, primary, threshold } = cell;
  const { higher, lower } = metricWords(primary.metric).changes;
  const word = (primary.change ?? 0) > 0 ? higher : lower;
  switch (verdict) {
    case 'regression':
      return `**${VERDICT_WORDS.regression}: ${word}**`;
    case 'improvement':
      return `${VERDICT_WORDS.improvement}: ${word}`;
    case 'no-change':
      return `${VERDICT_WORDS['no-change']}, within ±${plainPercent(threshold)}`;
    case 'undecided':
      return VERDICT_WORDS.undecided;
  }
}

/** What was asked for in absolute terms, what is not met first. Empty without gates. */
export function gatesTable(gates: readonly Gate[], most: number): string {
  const rows = table(
    [
      { title: 'gate', align: 'left', cell: ({ text }) => code(short(text)) },
      { title: 'setup', align: 'left', cell: ({ cell }) => code(short(cell)) },
      { title: 'head', align: 'right', cell: gateValue },
      { title: 'met', align: 'left', cell: ({ met }) => (met ? 'yes' : '**no**') },
    ],
    gates.toSorted((a, b) => Number(a.met) - Number(b.met)).slice(0, most),
  );
  return rows + leftOut(gates.length, most, 'gate');
}

/** What else differs between the sides. Empty where nothing does. */
export function differencesTable({ differences }: Comparison, most: number): string {
  const rows = table(
    [
      { title: 'what', align: 'left', cell: ({ what }) => what },
      { title: '', align: 'left', cell: ({ name }) => escaped(short(name)) },
      { title: 'base', align: 'left', cell: ({ base }) => escaped(short(base)) },
      { title: 'head', align: 'left', cell: ({ head }) => escaped(short(head)) },
    ],
    differences.slice(0, most),
  );
  return rows + leftOut(differences.length, most, 'difference');
}

/** The metrics that do not gate, a row each. Empty where there are none. */
export function othersTable({ cells, method }: Comparison): string {
  return table(
    [
      { title: 'setup', align: 'left', cell: ({ cell }) => cellName(cell) },
      { title: 'metric', align: 'left', cell: ({ effect }) => metricWords(effect.metric).label },
      { title: 'base', align: 'right', cell: ({ effect }) => metricValue(effect.metric, effect.base.mean) },
      { title: 'head', align: 'right', cell: ({ effect }) => metricValue(effect.metric, effect.head.mean) },
      { title: 'change', align: 'right', cell: ({ effect }) => changeText(effect) },
      {
        title: `${plainPercent(method.confidence)} interval`,
        align: 'right',
        cell: ({ effect }) => intervalText(effect) ?? UNKNOWN,
      },
    ],
    cells.flatMap((cell) => cell.others.map((effect) => ({ cell, effect }))),
  );
}

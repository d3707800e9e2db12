/** Verdict tables: a row for each variant with the metric that decides. */
import type { ComparedCell, Comparison, Effect } from '../../harness/records/comparison.ts';
import { variantOf } from '../../harness/stats/variant-of.ts';
import { type Block, heading } from '../document/block.ts';
import { code } from '../document/inline.ts';
import { type Column, figureColumn, nameColumn, table } from '../document/table.ts';
import { UNKNOWN } from '../format.ts';
import { leftOut } from './left-out.ts';
import { mostTelling } from './most-telling.ts';
import { short } from './names.ts';
import { verdictWord } from './verdict-words.ts';
import { changeText, intervalText, metricFigure, metricWords, plainPercent } from './words.ts';

/** The `most` telling variants, with a table for each scenario and app, or for a scenario whose apps have one variant each. */
export function verdictTables({ cells, method }: Comparison, most: number): Block[] {
  return [
    ...titledGroups(mostTelling(cells, most)).flatMap(([title, group]) => [
      heading(3, `${title}: ${metricTitle(group[0]?.primary)}`),
      ...table(columns(group, method.confidence), group),
    ]),
    ...leftOut(cells.length, most, 'variant'),
  ];
}

type Groups = (readonly [title: string, cells: readonly ComparedCell[]])[];

function titledGroups(cells: readonly ComparedCell[]): Groups {
  return grouped(cells, ({ scenario }) => scenario).flatMap(([scenario, ofScenario]): Groups => {
    const title = short(ofScenario[0]?.title ?? scenario);
    const apps = grouped(ofScenario, ({ app }) => app);
    return apps.length > 1 && apps.length === ofScenario.length
      ? [[title, ofScenario]]
      : apps.map(([app, own]) => [`${title}, ${short(app)}`, own] as const);
  });
}

/** Groups in order of their first cell. */
function grouped(cells: readonly ComparedCell[], nameOf: (cell: ComparedCell) => string): Groups {
  return [...new Set(cells.map(nameOf))].map((name) => [name, cells.filter((cell) => nameOf(cell) === name)]);
}

const BETTER = { more: 'higher', less: 'lower' } as const;

/** `throughput in req/s, higher is better`. */
function metricTitle(primary: Effect | undefined): string {
  if (primary === undefined) return '';
  const { label, shortUnit } = metricWords(primary.metric);
  return `${label} in ${shortUnit || primary.unit}, ${BETTER[primary.better]} is better`;
}

function columns(cells: readonly ComparedCell[], confidence: number): Column<ComparedCell>[] {
  const isOneApp = new Set(cells.map(({ app }) => app)).size === 1;
  const nameOf = (cell: ComparedCell) =>
    isOneApp ? variantOf(cell) : cell.id.slice(`${cell.scenario}/`.length);
  return [
    nameColumn('variant', (cell) => code(short(nameOf(cell)))),
    ...figureColumns(({ primary }: ComparedCell) => primary, metricFigure, confidence),
    nameColumn('verdict', verdictWord),
  ];
}

/** Base, head, change and interval of an effect. @param value how a figure of the metric is printed */
export function figureColumns<Row>(
  effectOf: (row: Row) => Effect,
  value: (metric: string, figure: number | null) => string,
  confidence: number,
): Column<Row>[] {
  const side = (name: 'base' | 'head') =>
    figureColumn<Row>(
      name,
      (row) => value(effectOf(row).metric, effectOf(row)[name].mean),
      (row) => effectOf(row)[name].mean,
    );
  return [
    side('base'),
    side('head'),
    figureColumn(
      'change',
      (row) => changeText(effectOf(row)),
      (row) => effectOf(row).change,
    ),
    figureColumn(
      `${plainPercent(confidence)} interval`,
      (row) => intervalText(effectOf(row)) ?? UNKNOWN,
      (row) => effectOf(row).interval?.low ?? null,
    ),
  ];
}

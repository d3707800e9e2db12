/** The cells of one scenario and app, a row each. */
import {
  BROKEN_WORDS,
  changeText,
  intervalText,
  metricFigure,
  metricWords,
  VERDICT_WORDS,
} from '../../reports/compare/words.ts';
import { plainLine } from '../../reports/escape.ts';
import { percent, UNKNOWN } from '../../reports/format.ts';
import type { Palette } from '../../reports/render/palette.ts';
import { setupOf } from '../compare/sides.ts';
import type { ComparedCell, Comparison, Effect } from '../records/comparison.ts';
import { isBroken } from '../stats/is-broken.ts';

/** A table for each scenario and app, or for a scenario whose apps have a setup each; a line an element. */
export function comparisonTables({ cells, method }: Comparison, palette: Palette): string[][] {
  return groups(cells, ({ scenario }) => scenario).flatMap(([scenario, ofScenario]) => {
    const apps = groups(ofScenario, ({ app }) => app);
    const tables: Groups =
      apps.length > 1 && apps.length === ofScenario.length
        ? [[scenario, ofScenario]]
        : apps.map(([app, own]) => [`${scenario}, ${app}`, own]);
    return tables.map(([title, own]) => [
      palette.strong(plainLine(`${title}: ${told(own[0]?.primary)}`)),
      ...rows(own, method.confidence, palette),
    ]);
  });
}

type Groups = (readonly [string, readonly ComparedCell[]])[];

/** In order of what comes first. */
function groups(cells: readonly ComparedCell[], nameOf: (cell: ComparedCell) => string): Groups {
  return [...new Set(cells.map(nameOf))].map((name) => [name, cells.filter((cell) => nameOf(cell) === name)]);
}

/** `throughput in req/s, more is better`. */
function told(primary: Effect | undefined): string {
  if (primary === undefined) return '';
  const { label, shortUnit } = metricWords(primary.metric);
  return `${label} in ${shortUnit || primary.unit}, ${primary.better} is better`;
}

function rows(cells: readonly ComparedCell[], confidence: number, palette: Palette): string[] {
  const headings = ['setup', 'base', 'head', 'change', `${percent(confidence, 0)} interval`];
  const isOneApp = new Set(cells.map(({ app }) => app)).size === 1;
  const texts = cells.map((cell) => {
    const { metric, base, head } = cell.primary;
    return [
      plainLine(isOneApp ? setupOf(cell) : cell.id.slice(`${cell.scenario}/`.length)),
      metricFigure(metric, base.mean),
      metricFigure(metric, head.mean),
      changeText(cell.primary),
      // One unit is enough: −4.0 to +12.3 %.
      intervalText(cell.primary)?.replace(' %', '') ?? UNKNOWN,
    ];
  });
  const widths = headings.map((heading, at) =>
    Math.max(heading.length, ...texts.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join('  ');
  return [
    palette.quiet(`${line(headings)}  verdict`),
    ...cells.map((cell, index) => `${line(texts[index] ?? [])}  ${verdict(cell, palette)}`),
  ];
}

const PAINTS = {
  regression: 'bad',
  improvement: 'good',
  'no-change': 'quiet',
  undecided: 'doubtful',
} as const satisfies Record<ComparedCell['verdict'], keyof Palette>;

function verdict(cell: ComparedCell, palette: Palette): string {
  if (isBroken(cell)) return palette.bad(BROKEN_WORDS);
  return palette[PAINTS[cell.verdict]](VERDICT_WORDS[cell.verdict]);
}

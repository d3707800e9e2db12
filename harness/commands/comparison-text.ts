/** A comparison on a terminal: a row a cell, what stands beside it, and the outcome last. */
import { headline } from '../../reports/compare/headline.ts';
import { plainLine, withoutCommand } from '../../reports/escape.ts';
import { capital, counted } from '../../reports/format.ts';
import { type Palette, paletteFor } from '../../reports/render/palette.ts';
import { wrap } from '../../reports/render/terminal.ts';
import { outcomeOf } from '../compare/outcome.ts';
import type { ComparedSide, Comparison } from '../records/comparison.ts';
import { comparisonNotes, gateSentences, methodSentence } from './comparison-notes.ts';
import { comparisonTables } from './comparison-table.ts';
import { setupsText } from './setup-names.ts';
import type { Surroundings } from './surroundings.ts';

interface Screen extends Pick<Surroundings, 'env'> {
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number };
}

/** Ends in a newline. */
export function comparisonText(comparison: Comparison, { stdout, env }: Screen): string {
  const palette = paletteFor(stdout, env);
  const columns = Math.min(100, stdout.columns ?? 80);
  const fold = (sentence: string) => wrap(plainLine(sentence), columns, '  ');
  const outcome = fold(outcomeSentence(comparison)).map(outcomePaint(comparison, palette));
  const gates = [
    ...gateLines(gateSentences(comparison, false), 'not met', palette.bad, columns),
    ...gateLines(gateSentences(comparison, true), 'met', palette.good, columns),
  ];
  if (comparison.cells.length === 0) return inBlocks([gates, outcome]);
  return inBlocks([
    [`base  ${sideText(comparison.base)}`, `head  ${sideText(comparison.head)}`].flatMap(fold),
    ...comparisonTables(comparison, palette),
    comparisonNotes(comparison).flatMap(fold),
    gates,
    fold(methodSentence(comparison)).map(palette.quiet),
    outcome,
  ]);
}

function gateLines(
  sentences: readonly string[],
  word: string,
  paint: (text: string) => string,
  columns: number,
): string[] {
  const room = 'not met  '.length;
  return sentences.flatMap((sentence) =>
    wrap(plainLine(sentence), columns - room).map((line, at) =>
      at === 0 ? `${paint(word)}${' '.repeat(room - word.length)}${line}` : `${' '.repeat(room)}${line}`,
    ),
  );
}

function inBlocks(blocks: readonly (readonly string[])[]): string {
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.map(withoutCommand).join('\n')).join('\n\n')}\n`;
}

/** `nightly/* (5 runs; 0123456; Node 24.4.0)`. */
function sideText({ label, runs }: ComparedSide): string {
  const commits = runs.map(
    ({ commit, dirty }) => commit && `${commit.slice(0, 7)}${dirty ? ', edited' : ''}`,
  );
  const nodes = runs.map(({ nodeVersion }) => `Node ${nodeVersion.replace(/^v/, '')}`);
  const facts = [
    ...(runs.length > 1 ? [counted(runs.length, 'run')] : []),
    ...shared(commits),
    ...shared(nodes),
  ].filter((fact) => fact !== label);
  return facts.length > 0 ? `${label} (${facts.join('; ')})` : label;
}

/** What all runs have in common; nothing where they do not. */
function shared(texts: readonly (string | null)[]): string[] {
  const [only, ...others] = new Set(texts);
  return only && others.length === 0 ? [only] : [];
}

function outcomeSentence(comparison: Comparison): string {
  const { cells } = comparison;
  if (cells.length === 0 || outcomeOf(comparison) === 'nothing') return nothingSentence(comparison);
  const same = areSameRuns(comparison) ? 'both sides are the same run; ' : '';
  return `${capital(same + headline(comparison))}.`;
}

/** What either side has, where they have nothing in common. */
export function nothingSentence({ cells, onlyInBase, onlyInHead }: Comparison): string {
  if (cells.length > 0) return 'Nothing could be compared: no setup has figures on both sides.';
  const has = (ids: readonly string[]) => (ids.length > 0 ? setupsText(ids) : 'no trial at all');
  return `Nothing could be compared, for the sides have no setup in common. The base has ${has(onlyInBase)}. The head has ${has(onlyInHead)}.`;
}

/** By their headers, and by their figures to the last digit. */
function areSameRuns({ base, head, cells }: Comparison): boolean {
  const text = ({ runs }: ComparedSide) => JSON.stringify(runs.map(({ path: _, ...run }) => run));
  return (
    text(base) === text(head) &&
    cells.every(({ primary }) => JSON.stringify(primary.base) === JSON.stringify(primary.head))
  );
}

const PAINTS = { regression: 'bad', nothing: 'doubtful', ok: 'strong' } as const;

function outcomePaint(comparison: Comparison, palette: Palette): (text: string) => string {
  return palette[PAINTS[outcomeOf(comparison)]];
}

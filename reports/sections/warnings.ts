/** Warnings of a group's trials and cells as footnotes: one per code, for all variants that carry it. */
import type { RunWarning, Warning } from '../../harness/records/run.ts';
import type { CellResult } from '../cell-result.ts';
import { type Block, list, paragraph } from '../document/block.ts';
import { code, joined, strong, type Text, text } from '../document/inline.ts';
import { counted } from '../format.ts';
import { groupedBy } from '../grouped-by.ts';
import { type Group, okTrials } from '../groups.ts';
import { numbersText } from '../warning-numbers.ts';

const MOST_NAMES = 4;

export interface Note {
  /** `a`, `b` ... in the row of each variant that carries the warning. */
  readonly mark: string;
  readonly code: string;
  readonly warnings: readonly Noted[];
  /** Number of the group's trials with figures. */
  readonly trials: number;
}

interface Noted {
  readonly result: CellResult;
  readonly warning: Warning;
  /** Whether it is about one trial, or about the cell's trials together. */
  readonly of: 'trial' | 'cell';
}

/** In the order in which the variants carry them first. */
export function notesOf(group: Group, ofCells: readonly RunWarning[]): Note[] {
  const all = group.results.flatMap((result): Noted[] => [
    ...result.ok.flatMap(({ warnings }) =>
      warnings.map((warning) => ({ result, warning, of: 'trial' as const })),
    ),
    ...ofCells
      .filter(({ cell }) => cell === result.cell.id)
      .map((warning) => ({ result, warning, of: 'cell' as const })),
  ]);
  const trials = okTrials(group).length;
  return [...groupedBy(all, ({ warning }) => warning.code)].map(([name, warnings], index) => ({
    mark: letters(index),
    code: name,
    warnings,
    trials,
  }));
}

/** Marks of the warnings that a variant carries: `a c`. */
export function noteMarks(result: CellResult, notes: readonly Note[]): string {
  return notes
    .filter((note) => note.warnings.some((one) => one.result === result))
    .map(({ mark }) => mark)
    .join(' ');
}

/** The footnotes, and where their codes are explained. */
export function notesList(notes: readonly Note[]): Block[] {
  if (notes.length === 0) return [];
  return [
    ...list(notes.map(noteText)),
    ...paragraph(
      text`${code('docs/warnings.md')} of cluster-bench explains each code, and what to do about it.`,
    ),
  ];
}

function noteText(note: Note): Text {
  const [words = '', ...others] = new Set(note.warnings.map(({ warning }) => warning.text));
  const similar = others.length === 0 ? '' : ` (and ${others.length} similar)`;
  const numbers = numbersText(note.warnings.map(({ warning }) => warning.numbers));
  const facts = numbers === '' ? where(note) : text`${where(note)}; ${numbers}`;
  return text`${strong(note.mark)} ${code(note.code)}: ${words}${similar}. ${facts}.`;
}

/** Variants by name with their trials, or their number where the names would fill the page. */
function where({ warnings, trials }: Note): Text {
  const variants = groupedBy(warnings, ({ result }) => result);
  const ofTrials = warnings.filter(({ of }) => of === 'trial');
  if (trials > 1 && ofTrials.length === trials) return text`In all ${trials} trials`;
  if (variants.size <= MOST_NAMES) {
    return joined(
      [...variants].map(([result, its]) => text`${code(result.cell.variant)}${trialsOf(result, its)}`),
      ', ',
    );
  }
  const inVariants = counted(variants.size, 'variant');
  return ofTrials.length === 0
    ? text`In ${inVariants}`
    : text`In ${ofTrials.length} of ${trials} trials, in ${inVariants}`;
}

function trialsOf({ ok }: CellResult, its: readonly Noted[]): string {
  const count = its.filter(({ of }) => of === 'trial').length;
  return count === 0 ? '' : ` in ${count} of ${counted(ok.length, 'trial')}`;
}

function letters(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letters(Math.floor(index / 26) - 1) + letter;
}

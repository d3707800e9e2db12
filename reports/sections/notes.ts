/** Warnings of a group's trials and cells as footnotes: one a code, over all setups that carry it. */
import type { RunWarning, Warning } from '../../harness/records/run.ts';
import type { CellResult } from '../cell-result.ts';
import { code, escaped } from '../escape.ts';
import { counted } from '../format.ts';
import { groupedBy } from '../grouped-by.ts';
import { type Group, okTrials } from '../groups.ts';
import { numbersTold } from '../warning-numbers.ts';

const MOST_NAMES = 4;

export interface Note {
  /** `a`, `b` ... as it stands beside the setup. */
  readonly mark: string;
  readonly code: string;
  readonly warnings: readonly Noted[];
  /** How many trials of the group gave figures. */
  readonly trials: number;
}

interface Noted {
  readonly result: CellResult;
  readonly warning: Warning;
  /** Of one trial, or of the cell's trials together. */
  readonly of: 'trial' | 'cell';
}

/** In the order in which the setups carry them first. */
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

/** Marks behind a setup's name; empty where it carries no warning. */
export function noteMarks(result: CellResult, notes: readonly Note[]): string {
  const marks = notes.filter((note) => note.warnings.some((one) => one.result === result));
  return marks.length === 0 ? '' : ` <sup>${marks.map(({ mark }) => mark).join(' ')}</sup>`;
}

/** The footnotes as a list, and where their codes are explained; empty where there are none. */
export function notesList(notes: readonly Note[]): string {
  if (notes.length === 0) return '';
  const lines = notes.map((note) => {
    const [text = '', ...others] = new Set(note.warnings.map(({ warning }) => warning.text));
    const like = others.length === 0 ? '' : ` (and ${others.length} like it)`;
    const numbers = numbersTold(note.warnings.map(({ warning }) => warning.numbers));
    const facts = [where(note), numbers].filter(Boolean).join('; ');
    return `- **${note.mark}** ${code(note.code)}: ${escaped(text)}${like}. ${facts}.`;
  });
  return [...lines, '', 'What to do about each code stands in `docs/warnings.md` of cluster-bench.'].join(
    '\n',
  );
}

/** Setups by name with their trials, or how many where names would fill the page. */
function where({ warnings, trials }: Note): string {
  const setups = groupedBy(warnings, ({ result }) => result);
  const ofTrials = warnings.filter(({ of }) => of === 'trial');
  if (trials > 1 && ofTrials.length === trials) return `In all ${trials} trials`;
  if (setups.size <= MOST_NAMES) {
    return [...setups].map(([result, its]) => code(result.setup) + trialsOf(result, its)).join(', ');
  }
  const inSetups = counted(setups.size, 'setup');
  return ofTrials.length === 0
    ? `In ${inSetups}`
    : `In ${ofTrials.length} of ${trials} trials, in ${inSetups}`;
}

function trialsOf({ ok }: CellResult, its: readonly Noted[]): string {
  const count = its.filter(({ of }) => of === 'trial').length;
  return count === 0 ? '' : ` in ${count} of ${counted(ok.length, 'trial')}`;
}

function letters(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letters(Math.floor(index / 26) - 1) + letter;
}

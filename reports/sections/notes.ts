/** Warnings that travel with trials, as footnotes: one a code, over all cells of a group that carry it. */
import type { Warning } from '../../harness/record.ts';
import type { CellResult } from '../cell-result.ts';
import { code, escaped } from '../escape.ts';
import { between, counted, figure, fixed } from '../format.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';

const MOST_NAMES = 4;

export interface Note {
  /** `a`, `b` ... as it stands beside the setup. */
  readonly mark: string;
  readonly code: string;
  readonly warnings: readonly { readonly result: CellResult; readonly warning: Warning }[];
}

/** In the order in which the setups carry them first. */
export function notesOf({ results }: Group): Note[] {
  const all = results.flatMap((result) =>
    result.ok.flatMap(({ warnings }) => warnings.map((warning) => ({ result, warning }))),
  );
  return [...groupedBy(all, ({ warning }) => warning.code)].map(([name, warnings], index) => ({
    mark: letters(index),
    code: name,
    warnings,
  }));
}

/** Marks behind a setup's name; empty where it carries no warning. */
export function noteMarks(result: CellResult, notes: readonly Note[]): string {
  const marks = notes.filter((note) => note.warnings.some((one) => one.result === result));
  return marks.length === 0 ? '' : ` <sup>${marks.map(({ mark }) => mark).join(' ')}</sup>`;
}

/** The footnotes as a list; empty where there are none. */
export function notesList(notes: readonly Note[]): string {
  return notes
    .map(({ mark, code: name, warnings }) => {
      const [text = '', ...others] = new Set(warnings.map(({ warning }) => warning.text));
      const like = others.length === 0 ? '' : ` (and ${others.length} like it)`;
      const numbers = ranges(warnings.map(({ warning }) => warning.numbers));
      return `- **${mark}** ${code(name)}: ${escaped(text)}${like}. ${[where(warnings), numbers].filter(Boolean).join('; ')}.`;
    })
    .join('\n');
}

/** Setups by name with their trials, or how many where names would fill the page. */
function where(warnings: Note['warnings']): string {
  const setups = groupedBy(warnings, ({ result }) => result);
  if (setups.size > MOST_NAMES) {
    return `${counted(warnings.length, 'trial')} of ${counted(setups.size, 'setup')}`;
  }
  return [...setups]
    .map(([{ setup, ok }, its]) => `${code(setup)} in ${its.length} of ${counted(ok.length, 'trial')}`)
    .join(', ');
}

/** Each number from its smallest to its largest value. */
function ranges(numbers: readonly Warning['numbers'][]): string {
  const values = groupedBy(numbers.flatMap(Object.entries<number>), ([name]) => name);
  return [...values]
    .map(
      ([name, entries]) =>
        `${escaped(name)} ${between(
          entries.map(([, value]) => value),
          number,
        )}`,
    )
    .join(', ');
}

function number(value: number): string {
  return Number.isInteger(value) ? fixed(value, 0) : figure(value);
}

function letters(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letters(Math.floor(index / 26) - 1) + letter;
}

/** The verdict of a night in a sentence, as plain text. */
import { unmetGates } from '../../harness/records/gate.ts';
import { isFound, type Night, type NightVerdict, type Suspect } from '../../harness/records/night.ts';
import { clipped } from '../clipped.ts';
import { changeInWords } from '../compare/words.ts';
import type { Tint } from '../document/inline.ts';
import { counted, fixed, listed } from '../format.ts';
import { plainLine } from '../render/plain-text.ts';

const LONGEST_NAME = 60;
const MOST_NAMED = 3;

/** The verdict, and what it rests on. */
export function verdictSentence(night: Night): string {
  const { run, failures } = night;
  switch (night.verdict) {
    case 'first':
      return `first: no good night to compare with${unmetGates(night.gates).length === 0 ? '' : `, and ${missed(night)}`}`;
    case 'good':
      return `good: ${goodBecause(night)}`;
    case 'suspected':
      return `suspected: ${named(night.suspects.filter(({ answer }) => answer === 'open'))}; not confirmed`;
    case 'regression':
      return `regression: ${listed([...confirmed(night), ...(unmetGates(night.gates).length > 0 ? [missed(night)] : [])])}`;
    case 'failed':
      return `failed: ${fixed(run.failed, 0)} of ${counted(run.ok + run.failed, 'trial')}, in ${namesOf(failures.map(({ cell }) => cell))}`;
    case 'nothing':
      return 'nothing was measured: every trial failed';
    case 'interrupted':
      return `interrupted after ${counted(run.ok + run.failed, 'trial')}: it does not count as a night`;
  }
}

/** The title of an issue: one line of 200 characters at most. */
export function issueTitle(night: Night): string {
  return clipped(plainLine(`Nightly ${verdictSentence(night)}`), 200);
}

export const VERDICT_TINTS: Readonly<Record<NightVerdict, Tint>> = {
  first: 'good',
  good: 'good',
  suspected: 'doubtful',
  regression: 'bad',
  failed: 'bad',
  nothing: 'bad',
  interrupted: 'doubtful',
};

const SEE_REPORT = 'The report has the reason for each failed trial, with the last lines of its process.';

/** Advice to the reader for each verdict. */
export const ADVICE: Readonly<Record<NightVerdict, string>> = {
  first: '',
  good: '',
  suspected:
    'Nothing to do yet: the next night measures again, and the third in a row is a regression. If the change is wanted, run the night again with --accept.',
  regression: 'Fix it or, if the change is wanted, run the night again with --accept.',
  failed: SEE_REPORT,
  nothing: SEE_REPORT,
  interrupted: '',
};

function goodBecause({ base, suspects, accepted }: Night): string {
  const { nights, cells, undecided } = base;
  if (suspects.length > 0) {
    return accepted
      ? `${named(suspects)}, accepted`
      : `${named(suspects)} against the last good nights, but not in pairs with the last good commit`;
  }
  const open = undecided === 0 ? '' : `; undecided in ${fixed(undecided, 0)} of ${counted(cells, 'variant')}`;
  return `no regression against ${counted(nights.length, 'good night')}${open}`;
}

function confirmed(night: Night): string[] {
  const found = night.accepted ? [] : night.suspects.filter(isFound);
  const open = found.filter(({ answer }) => answer === 'open');
  const sure = found.filter(({ answer }) => answer !== 'open');
  const most = Math.max(...open.map(({ nights }) => nights));
  return [
    ...(sure.length === 0 ? [] : [`${named(sure)}, confirmed by ab`]),
    ...(open.length === 0
      ? []
      : [`${named(open)}, for ${counted(most, 'night')} in a row without a verdict of ab`]),
  ];
}

function missed(night: Night): string {
  const gates = unmetGates(night.gates);
  return gates.length === 1
    ? `the gate ${clipped(gates[0]?.text ?? '', LONGEST_NAME)} is not met`
    : `${fixed(gates.length, 0)} gates are not met`;
}

/** The largest change first. */
function named(suspects: readonly Suspect[]): string {
  const sizeOf = ({ change }: Suspect) => Math.abs(change ?? Number.POSITIVE_INFINITY);
  const names = suspects
    .toSorted((a, b) => sizeOf(b) - sizeOf(a))
    .slice(0, MOST_NAMED)
    .map(
      (suspect) =>
        `${shortName(suspect.cell)} ${suspect.change === null ? 'has no figure' : changeInWords(suspect)}`,
    );
  return andMore(names, suspects.length);
}

function namesOf(cells: readonly string[]): string {
  return andMore(cells.slice(0, MOST_NAMED).map(shortName), cells.length);
}

function andMore(names: readonly string[], all: number): string {
  const left = all - names.length;
  return left > 0 ? `${names.join('; ')} and ${fixed(left, 0)} more` : names.join('; ');
}

function shortName(cell: string): string {
  return clipped(plainLine(cell), LONGEST_NAME);
}

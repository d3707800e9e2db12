/** The conclusion of a comparison, in the words and the tint of its outcome. */
import type { ComparedSide, Comparison } from '../../harness/records/comparison.ts';
import { type Outcome, outcomeOf } from '../../harness/stats/comparison-outcome.ts';
import { sum } from '../../harness/stats/summary.ts';
import { type Inline, type Part, strong, type Text, text, tinted } from '../document/inline.ts';
import { capital, counted, fixed } from '../format.ts';
import { headline } from './headline.ts';
import { cellNames } from './names.ts';

const TINTS: Readonly<Record<Outcome, (words: Part) => Inline>> = {
  regression: (words) => tinted('bad', words),
  nothing: (words) => tinted('doubtful', words),
  ok: (words) => strong(words),
};

/** The last line of a terminal: the headline, or why there is none. */
export function conclusion(comparison: Comparison): Inline {
  const outcome = outcomeOf(comparison);
  const isEmpty = comparison.cells.length === 0 || outcome === 'nothing';
  return TINTS[outcome](isEmpty ? nothingSentence(comparison) : `${capital(headline(comparison))}.`);
}

/** Why nothing could be compared. */
export function nothingSentence({ cells, onlyInBase, onlyInHead }: Comparison): string {
  return `Nothing could be compared: ${why()}.`;

  function why(): string {
    if (cells.length > 0) return 'no variant has figures on both sides';
    if (onlyInBase.length + onlyInHead.length === 0) return 'neither side has trials';
    if (onlyInBase.length === 0) return 'base has no trials';
    return onlyInHead.length === 0 ? 'head has no trials' : 'base and head have no variant in common';
  }
}

/** Warnings that a reader needs before the figures. */
export function warnings(comparison: Comparison): Text[] {
  const { acrossHosts, base, head } = comparison;
  const partial = [...base.runs, ...head.runs].filter(({ status }) => status === 'partial');
  const across = text`${strong('The sides ran on different hosts.')} The differences below may come from the hosts and not from the code: the same code differs between two hosts by more than most changes make. No verdict here says which.`;
  return [
    ...(acrossHosts ? [across] : []),
    ...disturbance(comparison),
    ...(areSameRuns(comparison) ? [text`${strong('Both sides are the same run.')}`] : []),
    ...(partial.length === 0
      ? []
      : [
          text`${strong('Partial')}: ${counted(partial.length, 'run')} stopped before the end: ${cellNames(partial.map(({ path }) => path))}.`,
        ]),
  ];
}

/** From this share of a side's trials on, a reader must know of the disturbance. */
const OFTEN = 0.1;

/** Says on which sides other work on the host disturbed the trials. */
function disturbance({ base, head }: Comparison): Text[] {
  const counts = [base, head].map(({ runs }) => ({
    disturbed: sum(runs.map(({ disturbed }) => disturbed)),
    trials: sum(runs.map(({ trials }) => trials)),
  }));
  const [ofBase, ofHead] = counts.map(({ disturbed, trials }) =>
    disturbed > 0 && disturbed >= OFTEN * trials
      ? `${fixed(disturbed, 0)} of ${counted(trials, 'trial')}`
      : null,
  );
  if (!ofBase && !ofHead) return [];
  const [lead, where] =
    ofBase && ofHead
      ? ['Other work on the host disturbed both sides', `${ofBase} of base, ${ofHead} of head`]
      : ofBase
        ? ['Other work on the host disturbed the base', ofBase]
        : ['Other work on the host disturbed the head', ofHead ?? ''];
  return [
    text`${strong(lead)}: ${where}. A change may come from it: stop other programs, and run both again.`,
  ];
}

/** Compares what the records say of the runs, and their figures to the last digit. */
function areSameRuns({ base, head, cells }: Comparison): boolean {
  const facts = ({ runs }: ComparedSide) => JSON.stringify(runs.map(({ path: _, ...run }) => run));
  return (
    cells.length > 0 &&
    facts(base) === facts(head) &&
    cells.every(({ primary }) => JSON.stringify(primary.base) === JSON.stringify(primary.head))
  );
}

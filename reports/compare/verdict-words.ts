/** Words and tints of verdicts, and what would decide an open one. */
import type { ComparedCell, CompareVerdict } from '../../harness/records/comparison.ts';
import { isBroken } from '../../harness/stats/is-broken.ts';
import { type Inline, strong, type Tint, tinted } from '../document/inline.ts';
import { counted } from '../format.ts';

export const VERDICT_WORDS: Readonly<Record<CompareVerdict, string>> = {
  regression: 'regression',
  improvement: 'improvement',
  'no-change': 'no change',
  undecided: 'undecided',
};

/** Follows a number of variants whose base has figures while their head has none. */
export const WITHOUT_FIGURES = 'without figures in head';

const TINTS: Readonly<Record<CompareVerdict, Tint>> = {
  regression: 'bad',
  improvement: 'good',
  'no-change': 'quiet',
  undecided: 'doubtful',
};

/** The verdict as a table shows it; what fails a comparison is strong. */
export function verdictWord(cell: ComparedCell): Inline {
  if (isBroken(cell)) return strong(tinted('bad', 'no figures'));
  const word = tinted(TINTS[cell.verdict], VERDICT_WORDS[cell.verdict]);
  return cell.verdict === 'regression' ? strong(word) : word;
}

/** `13 more trials per side would decide with 50% probability`; null where no number of trials is known to. */
export function remedyText({
  more,
  pairs,
  primary,
}: Pick<ComparedCell, 'more' | 'pairs' | 'primary'>): string | null {
  const needed = [
    ...(more?.trials ? [counted(more.trials, pairs === null ? 'more trial' : 'more pair')] : []),
    ...(more?.runs ? [counted(more.runs, 'more run')] : []),
  ];
  if (needed.length === 0) return null;
  const what = pairs === null ? `${needed.join(' or ')} per side` : needed.join(' or ');
  // The spread is unknown if there is no interval, and so is the number of trials that would decide.
  return primary.interval === null
    ? `${what} would show the spread`
    : `${what} would decide with 50% probability`;
}

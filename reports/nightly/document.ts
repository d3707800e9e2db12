/** A night as documents: a page for the summary of a job, the text of an issue, the last words of a terminal. */
import type { Comparison } from '../../harness/records/comparison.ts';
import { unmetGates } from '../../harness/records/gate.ts';
import type { Night } from '../../harness/records/night.ts';
import { comparisonDocument } from '../compare/document.ts';
import { checksList } from '../doctor/document.ts';
import { type Block, codeBlock, details, heading, paragraph, section } from '../document/block.ts';
import { code, strong, text, tinted } from '../document/inline.ts';
import { capital } from '../format.ts';
import { gateNotes, gatesTable, worstFirst } from '../gates/table.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { shellWord } from '../shell-word.ts';
import { baseList, failuresList, notesList, overview, suspectsList } from './details.ts';
import { ADVICE, VERDICT_TINTS, verdictSentence } from './verdict.ts';

/** Most bytes that GitHub takes for the summary of a step. */
const MOST_SUMMARY_BYTES = 2 ** 20;
/** An issue of GitHub holds 65,536 characters. */
const MOST_ISSUE_CHARACTERS = 65_000;
const MOST_GATES = 40;

export interface NightComparisons {
  /** This night with the last good nights; null where there were none. */
  readonly nights: Comparison | null;
  /** By `ab`; null where nothing was suspected, or `ab` could not run. */
  readonly ab: Comparison | null;
}

/** summary.md; its Markdown is shorter than 1 MiB. */
export function nightDocument(night: Night, { nights, ab }: NightComparisons): Block[] {
  const start = [
    heading(1, capital(verdictSentence(night))),
    ...paragraph(overview(night)),
    ...paragraph(ADVICE[night.verdict]),
    ...section(2, 'The host before the run', hostChecks(night)),
    ...section(2, 'Suspected', suspectsList(night)),
    ...section(2, 'Gates not met', missedGates(night)),
    ...section(2, 'Failed trials', failuresList(night)),
    ...section(2, 'Earlier nights', baseList(night)),
    ...section(2, 'Notes', notesList(night)),
  ];
  const command = ['npx', 'cluster-bench', ...night.command].map(shellWord).join(' ');
  const whole = [
    ...start,
    ...abDetails(ab),
    ...(nights ? details('This night and the last good ones', comparisonDocument(nights)) : []),
    ...section(2, 'Reproduce', codeBlock([command], 'sh')),
  ];
  return Buffer.byteLength(renderMarkdown(whole)) < MOST_SUMMARY_BYTES
    ? whole
    : [...start, ...paragraph('The comparisons are too long for this page: their files lie beside it.')];
}

/** issue.md: a regression, in fewer characters than an issue of GitHub holds. */
export function issueDocument(night: Night, { ab }: NightComparisons): Block[] {
  const start = [
    ...paragraph(strong(`${capital(verdictSentence(night))}.`)),
    ...paragraph(overview(night)),
    ...paragraph(ADVICE[night.verdict]),
    ...section(3, 'Suspected', suspectsList(night)),
    ...section(3, 'Gates not met', missedGates(night)),
    ...section(3, 'The host before the run', hostChecks(night)),
    ...section(3, 'Earlier nights', baseList(night)),
  ];
  const whole = [...start, ...abDetails(ab)];
  return renderMarkdown(whole).length < MOST_ISSUE_CHARACTERS ? whole : start;
}

/** The last words of a terminal. @param summary path of summary.md */
export function nightSummary(night: Night, summary: string): Block[] {
  return [
    ...suspectsList(night),
    ...baseList(night),
    ...notesList(night),
    ...paragraph(ADVICE[night.verdict]),
    ...paragraph(text`night: ${code(summary)}`),
    ...paragraph(tinted(VERDICT_TINTS[night.verdict], verdictSentence(night))),
  ];
}

function abDetails(ab: Comparison | null): Block[] {
  return ab ? details('The last good commit and this one in pairs, by ab', comparisonDocument(ab)) : [];
}

/** Doubtful checks first; notes are folded away. */
function hostChecks({ checks }: Night): Block[] {
  if (checks.length === 0) return [];
  const doubtful = checksList(checks.filter(({ level }) => level === 'doubtful'));
  return [
    ...(doubtful.length === 0 ? paragraph('No source of noise was found.') : doubtful),
    ...details('Notes', checksList(checks.filter(({ level }) => level === 'note'))),
  ];
}

function missedGates({ gates }: Night): Block[] {
  const missed = worstFirst(unmetGates(gates));
  const shown = missed.slice(0, MOST_GATES);
  const left = missed.length - shown.length;
  return [...gatesTable(shown), ...gateNotes(shown), ...paragraph(left > 0 ? `and ${left} more` : '')];
}

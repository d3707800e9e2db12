/** Findings of a comparison, a sentence each: regressions first. */
import type { ComparedCell, Comparison } from '../../harness/records/comparison.ts';
import { isBroken } from '../../harness/stats/is-broken.ts';
import { metricNamed } from '../../harness/stats/metrics/index.ts';
import { joined, listed, strong, type Text, type Tint, text, tinted } from '../document/inline.ts';
import { counted } from '../format.ts';
import { cellName, cellNames, short } from './names.ts';
import { remedyText } from './verdict-words.ts';
import {
  changeText,
  changeWithInterval,
  fromTo,
  metricValue,
  metricWords,
  plainPercent,
  pText,
  whatItDoes,
} from './words.ts';

const MOST_DECIDED = 12;
const MOST_REASONS = 8;
const MOST_IN_A_SENTENCE = 6;
const MOST_FAILED = 8;
const MOST_MOVED = 8;

export function compareFindings({ cells }: Comparison): Text[] {
  const having = (verdict: ComparedCell['verdict']) =>
    cells.filter((cell) => cell.verdict === verdict && !isBroken(cell));
  const isCorrected = cells.length > 1;
  return [
    ...upTo(MOST_DECIDED, cells.filter(isBroken).map(brokenFinding), 'have no figures in head'),
    ...upTo(
      MOST_DECIDED,
      having('regression').map((cell) => decidedFinding(cell, 'bad', isCorrected)),
      'regressed',
    ),
    ...upTo(
      MOST_DECIDED,
      having('improvement').map((cell) => decidedFinding(cell, 'good', isCorrected)),
      'improved',
    ),
    ...undecided(having('undecided')),
    ...unchanged(having('no-change')),
    ...upTo(
      MOST_FAILED,
      cells.filter(({ failed }) => failed.base + failed.head > 0).map(failedFinding),
      'have failed trials',
    ),
    ...upTo(MOST_MOVED, cells.flatMap(moved), 'changed in other metrics'),
  ];
}

/** The first sentences, and how many variants they leave out. */
function upTo(most: number, sentences: readonly Text[], what: string): Text[] {
  const left = sentences.length - most;
  return left <= 0
    ? [...sentences]
    : [...sentences.slice(0, most), text`${counted(left, 'more variant')} ${what}.`];
}

export function brokenFinding(cell: ComparedCell): Text {
  const { metric, base } = cell.primary;
  const reason = cell.reason === null ? '' : `; ${short(cell.reason)}`;
  const claim = strong(tinted('bad', cellName(cell), ' has no figures in head'));
  return text`${claim}: base ${metricValue(metric, base.mean)}${reason}.`;
}

/** @param isCorrected whether the p-value is corrected for several variants */
export function decidedFinding(cell: ComparedCell, tint: Tint, isCorrected: boolean): Text {
  const { primary, adjustedP } = cell;
  const claim = tinted(tint, cellName(cell), ` ${whatItDoes(primary) ?? 'changed'}`);
  const p = adjustedP === null ? '' : `, ${pText(adjustedP)}${isCorrected ? ' after Holm correction' : ''}`;
  return text`${tint === 'bad' ? strong(claim) : claim}: ${fromTo(primary)}, ${changeWithInterval(primary)}${p}.`;
}

/** A sentence for each reason and remedy: many variants share both. */
function undecided(cells: readonly ComparedCell[]): Text[] {
  const byReason = new Map<string, ComparedCell[]>();
  for (const cell of cells) {
    const because = [cell.reason === null ? null : short(cell.reason), remedyText(cell)];
    const key = because.filter((part) => part !== null).join('; ');
    byReason.set(key, [...(byReason.get(key) ?? []), cell]);
  }
  const groups = [...byReason];
  const left = groups.slice(MOST_REASONS).flatMap(([, group]) => group);
  const sentences = groups.slice(0, MOST_REASONS).map(([because, group]) => {
    const named = group.slice(0, MOST_IN_A_SENTENCE).map(openCell);
    const rest = group.length - named.length;
    const names = rest === 0 ? listed(named) : text`${joined(named, ', ')} and ${rest} more`;
    return text`${tinted('doubtful', 'Undecided')}: ${names}${because === '' ? '' : `: ${because}`}.`;
  });
  return left.length === 0
    ? sentences
    : [...sentences, text`${counted(left.length, 'more variant')} undecided: see the table.`];
}

function openCell(cell: ComparedCell): Text {
  const { primary } = cell;
  return primary.change === null ? [cellName(cell)] : text`${cellName(cell)} ${changeWithInterval(primary)}`;
}

function unchanged(cells: readonly ComparedCell[]): Text[] {
  if (cells.length === 0) return [];
  const [least = '', ...others] = new Set(cells.map(({ threshold }) => plainPercent(threshold)));
  const within = others.length === 0 ? `±${least}` : 'their thresholds';
  const count = cells.length === 1 ? '' : ` in ${counted(cells.length, 'variant')}`;
  return [text`No change${count}, within ${within}: ${cellNames(cells.map(({ id }) => id))}.`];
}

export function failedFinding(cell: ComparedCell): Text {
  const { base, head } = cell.failed;
  const parts = [
    ...(base > 0 ? [`${counted(base, 'trial')} of base`] : []),
    ...(head > 0 ? [`${counted(head, 'trial')} of head`] : []),
  ];
  const are = base + head === 1 ? 'is' : 'are';
  return text`${cellName(cell)}: ${parts.join(' and ')} failed and ${are} not in the figures.`;
}

/** Metrics that decide nothing and changed all the same. */
function moved(cell: ComparedCell): Text[] {
  const changes = cell.others
    .filter(hasMoved)
    .map((effect) => `${metricWords(effect.metric).label} ${fromTo(effect)} (${changeText(effect)})`);
  return changes.length === 0 ? [] : [text`Also changed in ${cellName(cell)}: ${changes.join(', ')}.`];
}

function hasMoved({ metric, change, interval, minEffect }: ComparedCell['others'][number]): boolean {
  if (change === null) return false;
  const least = metricNamed(metric)?.leastDifference ?? null;
  if (least !== null) return Math.abs(change) >= least;
  const excludes0 = interval !== null && (interval.low > 0 || interval.high < 0);
  return excludes0 && Math.abs(change) >= minEffect;
}

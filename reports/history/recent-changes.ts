/** The changes of level in the last nights of a history. */
import type { Change, History, Trend } from '../../harness/records/history.ts';
import { plainPercent } from '../compare/words.ts';
import { type Block, list, paragraph } from '../document/block.ts';
import { code, strong, type Text, text, tinted } from '../document/inline.ts';
import { counted, figure, signedPercent } from '../format.ts';
import { causeIn, commitOf, dateOf, withUnit } from './trend-words.ts';

const RECENT_NIGHTS = 30;

/** Cells that changed, a sentence each: the worst first, then the largest. */
export function recentChanges(history: History): Block[] {
  const { nights, trends } = history;
  const from = Date.parse(nights.at(-RECENT_NIGHTS)?.startedAt ?? nights[0]?.startedAt ?? '');
  const recent = changesOf(trends)
    .filter(({ change }) => Date.parse(change.night.startedAt) >= from)
    .sort((a, b) => severity(b.change) - severity(a.change));
  return recent.length === 0
    ? paragraph(noChange(history))
    : list(recent.map((one) => sentence(one, history)));
}

export interface CellChange {
  readonly trend: Trend;
  readonly change: Change;
}

export function changesOf(trends: readonly Trend[]): CellChange[] {
  return trends.flatMap((trend) => trend.changes.map((change): CellChange => ({ trend, change })));
}

function severity({ effect, change }: Change): number {
  const size = Math.abs(Math.log1p(change));
  return effect === 'worse' ? size : -1 / (1 + size);
}

function noChange({ nights, trends, settings }: History): string {
  const longest = Math.max(0, ...trends.map(({ points }) => points.length));
  if (longest === 0) return 'No cell has figures.';
  if (longest < settings.leastNights) {
    return `Too few runs: ${counted(longest, 'run')} per cell at most, and a change of level needs at least ${settings.leastNights} to show.`;
  }
  const recent = counted(Math.min(RECENT_NIGHTS, nights.length), 'run');
  return `No level changed by ${plainPercent(settings.minChange)} or more in the last ${recent}.`;
}

function sentence({ trend, change }: CellChange, history: History): Text {
  const { night, from, to } = change;
  const nights = (trend.levels.find(({ first }) => first === change.point)?.last ?? 0) - change.point + 1;
  return text`${code(trend.id)} ${strong(changeWords(change))}: ${figure(from)} → ${withUnit(to, trend)} since ${dateOf(night)}, ${commitOf(night, history)}, for ${counted(nights, 'run')}; cause in ${causeIn(change, history)}`;
}

/** `−6.2% worse`, tinted. */
export function changeWords({ change, effect }: Change) {
  return tinted(effect === 'worse' ? 'bad' : 'good', `${signedPercent(change)} ${effect}`);
}

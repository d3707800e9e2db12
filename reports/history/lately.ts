/** The headline of a history: what changed in its last nights, the worst first. */
import type { Change, History, Trend } from '../../harness/records/history.ts';
import { code } from '../escape.ts';
import { counted, figure, percent, signedPercent } from '../format.ts';
import { causeIn, dateOf, shortCommit, withUnit } from './trend-words.ts';

/** Nights that count as lately. */
const LATELY_NIGHTS = 30;

export interface CellChange {
  readonly trend: Trend;
  readonly change: Change;
}

/** The level that a cell has now, where it began in the last nights; worse ones first, the largest first. */
function recentChanges({ nights, trends }: History): CellChange[] {
  const from = Date.parse(nights.at(-LATELY_NIGHTS)?.startedAt ?? nights[0]?.startedAt ?? '');
  return trends
    .flatMap((trend) =>
      trend.changes
        .filter(({ night }) => Date.parse(night.startedAt) >= from)
        .map((change): CellChange => ({ trend, change })),
    )
    .sort((a, b) => severity(b.change) - severity(a.change));
}

function severity({ effect, change }: Change): number {
  const size = Math.abs(Math.log1p(change));
  return effect === 'worse' ? size : -1 / (1 + size);
}

/** Markdown: a bullet a change, or a sentence that there is none. */
export function lately(history: History): string {
  const { trends, settings } = history;
  const changes = recentChanges(history);
  if (changes.length > 0) return changes.map((one) => `- ${sentence(one)}`).join('\n');
  const longest = Math.max(0, ...trends.map(({ points }) => points.length));
  if (longest === 0) return 'No cell has a figure.';
  if (longest < settings.leastNights) {
    return `Too few nights to tell: ${counted(longest, 'night')} of a cell at most, and it takes at least ${settings.leastNights} to tell a change from chance.`;
  }
  return `No level has changed by ${percent(settings.minChange)} or more in the last ${counted(Math.min(LATELY_NIGHTS, history.nights.length), 'night')}.`;
}

function sentence({ trend, change }: CellChange): string {
  const { night, from, to, effect } = change;
  const nights = (trend.levels.find(({ first }) => first === change.point)?.last ?? 0) - change.point + 1;
  return `${code(trend.id)} **${signedPercent(change.change)}, ${effect}**: ${figure(from)} → ${withUnit(to, trend)} since ${dateOf(night)}, commit ${code(shortCommit(night))}, for ${counted(nights, 'night')}; cause in ${causeIn(change)}`;
}

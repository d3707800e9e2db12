/** Labels of change points above the plot, in as few rows as they need; what finds no place is told in the table. */
import type { Plugin } from 'chart.js';
import type { Change } from '../../harness/records/history.ts';
import { FONT } from '../charts/render.ts';
import { signedPercent } from '../format.ts';
import { directionColour } from './direction.ts';
import { shortCommit } from './trend-words.ts';

/** CSS pixels. */
export const LABEL_ROW = 18;
const MOST_ROWS = 3;
/** Of a character at 12.5 px, on the wide side. */
const CHARACTER = 7.3;
const GAP = 10;

interface Placed {
  readonly change: Change;
  readonly text: string;
  readonly middle: number;
  readonly row: number;
}

/**
 * The newest change finds its place first.
 *
 * @param xOf pixels of the change's line
 * @param area pixels in which labels must stay
 */
export function placed(
  changes: readonly Change[],
  xOf: (change: Change) => number,
  { left, right }: { readonly left: number; readonly right: number },
): Placed[] {
  const ends: { low: number; high: number }[][] = Array.from({ length: MOST_ROWS }, () => []);
  return changes.toReversed().flatMap((change) => {
    const text = labelOf(change);
    const half = (text.length * CHARACTER) / 2;
    const middle = Math.min(right - half, Math.max(left + half, xOf(change)));
    const [low, high] = [middle - half - GAP / 2, middle + half + GAP / 2];
    const row = ends.findIndex((taken) => taken.every((one) => high <= one.low || low >= one.high));
    if (row < 0) return [];
    ends[row]?.push({ low, high });
    return { change, text, middle, row };
  });
}

/** A plugin that writes them, and how many rows they take. */
export function changeLabels(...of: Parameters<typeof placed>): { labels: Plugin; rows: number } {
  const all = placed(...of);
  const labels: Plugin = {
    id: 'change-labels',
    afterDatasetsDraw({ ctx, chartArea }) {
      ctx.save();
      ctx.font = `600 12.5px ${FONT}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      for (const { change, text, middle, row } of all) {
        ctx.fillStyle = directionColour(change.effect);
        ctx.fillText(text, middle, chartArea.top - LABEL_ROW * (row + 0.5) - 3);
      }
      ctx.restore();
    },
  };
  return { labels, rows: Math.max(0, ...all.map(({ row }) => row + 1)) };
}

function labelOf({ change, night }: Change): string {
  return `${shortCommit(night)} ${signedPercent(change)}`;
}

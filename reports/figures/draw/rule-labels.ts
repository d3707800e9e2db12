/** Labels of vertical lines above the plot, in as few rows as they need. A label that finds no place is left out. */
import type { Chart } from 'chart.js';
import type { Rule } from '../figure.ts';
import type { Sheet } from './sheet.ts';
import { toneColour } from './theme.ts';

/** CSS pixels. */
const LABEL_ROW = 18;
const MOST_ROWS = 3;
/** A letter at 12.5 px, on the wide side. */
const LETTER = 7.3;
const GAP = 10;

interface Placed {
  readonly rule: Rule;
  readonly text: string;
  readonly middle: number;
  readonly row: number;
}

export function isLabelledAbove({ axis, tone, label }: Rule): boolean {
  return axis === 'x' && tone !== 'quiet' && label !== null;
}

/**
 * Places the labels of lines from the last one to the first, since the newest change matters most.
 *
 * @param xOf pixels of a value
 * @param area pixels in which labels must stay
 */
export function placed(
  rules: readonly Rule[],
  xOf: (value: number) => number,
  { left, right }: { readonly left: number; readonly right: number },
): Placed[] {
  const rows: { low: number; high: number }[][] = Array.from({ length: MOST_ROWS }, () => []);
  return rules
    .filter(isLabelledAbove)
    .toReversed()
    .flatMap((rule) => {
      const text = rule.label ?? '';
      const half = (text.length * LETTER) / 2;
      const middle = Math.min(right - half, Math.max(left + half, xOf(rule.at)));
      const [low, high] = [middle - half - GAP / 2, middle + half + GAP / 2];
      const row = rows.findIndex((taken) => taken.every((one) => high <= one.low || low >= one.high));
      if (row < 0) return [];
      rows[row]?.push({ low, high });
      return [{ rule, text, middle, row }];
    });
}

/** CSS pixels that labels need above the plot: their exact places are known only once the axes are laid out. */
export function roomAbove(rules: readonly Rule[], xOf: (share: number) => number, { width }: Sheet): number {
  const rows = placed(rules, xOf, { left: 60, right: width - 20 }).map(({ row }) => row + 1);
  return LABEL_ROW * Math.min(MOST_ROWS, Math.max(0, ...rows));
}

export function labelsAbove(
  { ctx, chartArea }: Chart,
  rules: readonly Rule[],
  xOf: (value: number) => number,
  { theme, fontFamily }: Sheet,
): void {
  ctx.save();
  ctx.font = `600 12.5px ${fontFamily}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const { rule, text, middle, row } of placed(rules, xOf, chartArea)) {
    ctx.fillStyle = toneColour(rule.tone, theme);
    ctx.fillText(text, middle, chartArea.top - LABEL_ROW * (row + 0.5) - 3);
  }
  ctx.restore();
}

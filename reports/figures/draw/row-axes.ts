/** Axes of rows: names on the left, and figures on the right. On a narrow sheet both stand above each row instead. */
import type { Scale } from 'chart.js';
import type { RowsFigure } from '../figure.ts';
import { isEmptyRow } from './row-labels.ts';
import type { RowLayout } from './row-layout.ts';
import type { Sheet } from './sheet.ts';
import { shortName } from './short-name.ts';
import { toneColour } from './theme.ts';

const FONT_SIZE = 13;

export function rowAxes({ rows }: RowsFigure, { isNamedAbove }: RowLayout, sheet: Sheet) {
  const { theme, fontFamily: family } = sheet;
  const axis = {
    axis: 'y',
    type: 'linear',
    reverse: true,
    min: -0.5,
    max: rows.length - 0.5,
    grid: { display: false },
    afterBuildTicks: (scale: Scale) => {
      scale.ticks = rows.map((_, value) => ({ value }));
    },
  };
  // The library measures the labels of an axis, and fails where there are none.
  if (isNamedAbove || rows.length === 0) return { y: { ...axis, display: false } };
  const ticks = { autoSkip: false, font: { family, size: FONT_SIZE } };
  const names = rows.map(({ name }) => shortName(name));
  const texts = rows.map((row) => (isEmptyRow(row) ? '' : row.text));
  const y = {
    ...axis,
    border: { color: theme.grid },
    afterFit: widthOf(names, 18, sheet),
    ticks: { ...ticks, color: theme.ink, callback: (at: string | number) => names[Number(at)] ?? '' },
  };
  if (texts.every((text) => text === '')) return { y };
  const figures = {
    ...axis,
    position: 'right',
    border: { display: false },
    afterFit: widthOf(texts, 24, sheet),
    ticks: {
      ...ticks,
      crossAlign: 'far',
      padding: 10,
      color: ({ index }: { index: number }) => toneColour(rows[index]?.textTone, theme),
      callback: (at: string | number) => texts[Number(at)] ?? '',
    },
  };
  return { y, figures };
}

/** Makes an axis as wide as its labels: the library gives it a quarter of the sheet at most, and cuts what is longer. */
function widthOf(labels: readonly string[], space: number, { fontFamily }: Sheet) {
  return (scale: Scale) => {
    scale.ctx.font = `${FONT_SIZE}px ${fontFamily}`;
    scale.width = Math.max(0, ...labels.map((label) => scale.ctx.measureText(label).width)) + space;
  };
}

/** Axes of chart.js from axes of figures. */
import type { Scale } from 'chart.js';
import type { Axis } from '../figure.ts';
import { logTicks } from './log-ticks.ts';
import { axisNumber, ninesOf } from './numbers.ts';
import { isNarrow, type Sheet } from './sheet.ts';

/** CSS pixels beside a plot, of a letter of a tick, and between two ticks. */
const AROUND = 80;
const LETTER = 7.5;
const BETWEEN = 14;

/** Percentiles that a reader knows by name. */
const NAMED_PERCENTILES = [0, 50, 90, 99, 99.9, 99.99];

/** Where a value lies on the axis of chart.js: percentiles are spread by the nines of their tail. */
export function placeOn({ scale }: Axis, value: number): number {
  return scale === 'nines' ? ninesOf(value) : value;
}

/** @param title in place of the axis' own, as a panel has it */
export function scaleOf(axis: Axis, sheet: Sheet, title = axis.title) {
  const { theme, fontFamily: family } = sheet;
  const ticks = ticksOf(axis);
  return {
    type: axis.scale === 'logarithmic' ? 'logarithmic' : 'linear',
    ...(axis.min === undefined ? {} : { min: placeOn(axis, axis.min) }),
    ...(axis.max === undefined ? {} : { max: placeOn(axis, axis.max) }),
    beginAtZero: axis.fromZero === true,
    title: { display: title !== '', text: title, color: theme.ink, font: { family, size: 13 } },
    border: { color: theme.grid },
    grid: { color: theme.grid },
    ...(ticks === null
      ? {}
      : {
          afterBuildTicks: (scale: Scale) => {
            scale.ticks = ticks(scale).map((value) => ({ value: placeOn(axis, value) }));
          },
        }),
    ticks: {
      color: theme.ink,
      font: { family, size: 13 },
      includeBounds: false,
      maxRotation: 0,
      maxTicksLimit: mostTicks(axis, sheet),
      autoSkip: ticks === null || axis.ticks !== undefined,
      autoSkipPadding: 8,
      callback: (value: string | number) => labelOf(axis, Number(value)),
    },
  };
}

/** Numbers are short; texts such as dates need their own room, and none may touch its neighbour. */
function mostTicks({ tickLabels = [] }: Axis, sheet: Sheet): number {
  const most = isNarrow(sheet) ? 6 : 9;
  const longest = Math.max(0, ...tickLabels.map(({ length }) => length));
  if (longest === 0) return most;
  return Math.max(2, Math.min(most, Math.floor((sheet.width - AROUND) / (longest * LETTER + BETWEEN))));
}

/** The values of an axis that has ticks of its own; null where chart.js finds round ones. */
function ticksOf(axis: Axis): ((scale: Scale) => readonly number[]) | null {
  const { ticks } = axis;
  if (ticks !== undefined) return () => ticks;
  if (axis.scale === 'logarithmic') return ({ min, max }) => logTicks(min, max);
  if (axis.scale === 'nines') {
    return ({ min, max }) =>
      NAMED_PERCENTILES.filter((percent) => ninesOf(percent) >= min && ninesOf(percent) <= max);
  }
  return null;
}

function labelOf(axis: Axis, place: number): string {
  const own = axis.ticks?.findIndex((tick) => placeOn(axis, tick) === place) ?? -1;
  const label = axis.tickLabels?.[own];
  if (label !== undefined) return label;
  if (axis.scale !== 'nines') return axisNumber(axis, place);
  return `${NAMED_PERCENTILES.find((percent) => ninesOf(percent) === place) ?? ''}`;
}

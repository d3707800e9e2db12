/** Unseen points on lines across the plot, such as events: a pointer and keys read them as they read data. */
import type { LinesFigure } from '../figure.ts';
import { placeOn } from './axis.ts';
import type { Readable } from './frame.ts';
import { scaleIds } from './line-places.ts';
import { readNumber } from './numbers.ts';
import { isLabelledAbove } from './rule-labels.ts';
import type { Sheet } from './sheet.ts';
import { toneColour } from './theme.ts';

interface RulePoint extends Readable {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
}

/** The dataset of every line that is labelled above the plot, in a lane below the series; none without such lines. */
export function ruleDatasets(figure: LinesFigure, sheet: Sheet) {
  const top = topOf(figure);
  const data = figure.rules
    .filter(isLabelledAbove)
    .toSorted((a, b) => a.at - b.at)
    .map(
      ({ at, label, about, tone }): RulePoint => ({
        x: placeOn(figure.x, at),
        y: top,
        colour: toneColour(tone, sheet.theme),
        lane: figure.series.length,
        reading: { title: label ?? '', lines: [about ?? readNumber(figure.x, at)] },
      }),
    );
  if (data.length === 0) return [];
  const ids = scaleIds(figure, 0, sheet);
  const colour = ({ raw }: { raw: unknown }) => (raw as RulePoint | undefined)?.colour;
  return [
    {
      data,
      xAxisID: ids.x,
      yAxisID: ids.y,
      showLine: false,
      clip: false,
      pointRadius: 0,
      pointHoverRadius: 5,
      pointHoverBorderColor: sheet.theme.paper,
      pointHoverBackgroundColor: colour,
    },
  ];
}

/** The upper end of the value axis, or the largest value where chart.js chooses the end. */
function topOf({ y, series }: LinesFigure): number {
  return y.max ?? Math.max(...series.flatMap(({ points }) => points.map((point) => point.y ?? 0)));
}

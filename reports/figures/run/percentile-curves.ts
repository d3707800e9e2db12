/** Latency over percentile, as far out as the responses of a cell carry it. */
import { decodeFromCompressedBase64, type Histogram } from 'hdr-histogram-js';
import { isSupported } from '../../../harness/stats/percentile-support.ts';
import { measured } from '../../comparison.ts';
import { counted } from '../../format.ts';
import type { Group } from '../../groups.ts';
import type { Measured } from '../../measured.ts';
import type { LinesFigure, Point, Series } from '../figure.ts';
import { logarithmicAxis } from '../logarithmic-axis.ts';
import type { CellColours } from './cell-colour.ts';
import { rowOf, titled, trialsBehind } from './labels.ts';

/** Points per decade of the tail, and how many nines the axis has: up to 99.99%. */
const PER_NINE = 40;
const MOST_NINES = 4;

/** Percentiles from 0 up, evenly spread over the nines of their tail; those that readers know by name among them. */
const PERCENTILES = [
  ...Array.from({ length: PER_NINE * MOST_NINES + 1 }, (_, at) => 100 * (1 - 10 ** (-at / PER_NINE))),
  50,
  75,
]
  .map((percent) => Number(percent.toPrecision(7)))
  .toSorted((a, b) => a - b);

/** A curve per variant over the responses of all its trials. Null where no variant has a histogram that can be read. */
export function percentileCurves(group: Group, colours: CellColours): LinesFigure | null {
  const results = measured(group.results);
  const series = results.flatMap((result) => curveOf(result, colours));
  const values = series.flatMap(({ points }) => points.flatMap(({ y }) => y ?? []));
  if (values.length === 0) return null;
  return {
    kind: 'lines',
    ...titled(
      'percentile-curves',
      'Latency by percentile',
      'Latency of each variant over percentiles',
      group,
    ),
    subtitle: [
      `responses of ${trialsBehind(results)} pooled; each curve ends where fewer than ten responses lie beyond it`,
    ],
    x: { title: 'percentile', scale: 'nines', min: 0, max: 99.99, unit: '' },
    y: logarithmicAxis(values, 'milliseconds, logarithmic', 'ms'),
    series,
    rules: [],
    spans: [],
    choices: [],
  };
}

function curveOf(result: Measured, colours: CellColours): Series[] {
  const histogram = pooled(result.ok.map(({ load }) => load.latency.histogram));
  if (histogram === null) return [];
  const { name, colour, isProxied } = rowOf(result, colours);
  return [
    {
      name,
      variant: name,
      colour,
      style: isProxied ? 'dashed' : 'solid',
      marks: false,
      choice: null,
      points: pointsOf(histogram),
    },
  ];
}

/** Values in microseconds. A latency of 0 has no place on a logarithmic axis. */
function pointsOf(histogram: Histogram): Point[] {
  const { totalCount } = histogram;
  return PERCENTILES.filter((percent) => isSupported(percent, totalCount)).flatMap((percent) => {
    const y = histogram.getValueAtPercentile(percent) / 1_000;
    const about = `p${Number(percent.toPrecision(5))} of ${counted(totalCount, 'response')}`;
    return y > 0 ? [{ x: percent, y, about }] : [];
  });
}

/** All values of the trials' histograms; null where one of them cannot be read, since the others would pass for all. */
function pooled([first, ...others]: readonly string[]): Histogram | null {
  if (first === undefined) return null;
  try {
    const histogram = decodeFromCompressedBase64(first);
    for (const encoded of others) histogram.add(decodeFromCompressedBase64(encoded));
    return histogram;
  } catch {
    return null;
  }
}

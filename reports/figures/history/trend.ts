/** A cell's nights as dots, its levels as lines, and where they change, with the commit. */
import type { Change, Night, Trend, TrendPoint } from '../../../harness/records/history.ts';
import { counted, signedPercent } from '../../format.ts';
import { dateOf, shortCommit, withUnit } from '../../history/trend-words.ts';
import type { Axis, LinesFigure, Point, Rule, Series, Span, Tone } from '../figure.ts';
import { dateTicks } from './date-ticks.ts';
import { longGaps } from './long-gaps.ts';
import { trendSubtitle, trendTitle } from './trend-labels.ts';

/** Whiskers of more nights than these would be a hedge. */
const MOST_WHISKERS = 60;
const NIGHT_COLOUR = '#59636e';
/** The level that follows on none. */
const FIRST_LEVEL = '#4d4d4d';
const LEVEL_COLOUR = { better: '#0072b2', worse: '#b3261e' } as const;

/** Nights stand at equal distances, from the first one that the cell has. */
export function trendFigure(trend: Trend, nights: readonly Night[], id: string): LinesFigure {
  const first = trend.points[0]?.night ?? 0;
  const ticks = dateTicks(nights.slice(first));
  return {
    kind: 'lines',
    id,
    title: trendTitle(trend),
    subtitle: [trendSubtitle(trend, nights)],
    alt: `${trend.id}: ${counted(trend.points.length, 'night')}, ${counted(trend.changes.length, 'change')} of level`,
    x: {
      title: '',
      scale: 'linear',
      min: first - 0.6,
      max: nights.length - 0.4,
      ticks: ticks.map(({ at }) => first + at),
      tickLabels: ticks.map(({ text }) => text),
      unit: '',
    },
    y: { ...rangeOf(trend), title: '', scale: 'linear', unit: trend.unit },
    series: [...(trend.points.length > 1 ? levels(trend) : []), dots(trend, nights)],
    rules: [...gapRules(nights, first), ...trend.changes.map((change) => changeRule(trend, change))],
    spans: trend.changes.map((change) => changeSpan(trend, change)),
    isFlat: true,
    choices: [],
  };
}

/** Hollow where the run was not whole, or its commit does not hold all that ran. */
function dots({ points }: Trend, nights: readonly Night[]): Series {
  const hasWhiskers = points.length <= MOST_WHISKERS;
  return {
    ...{ name: '', variant: null, colour: NIGHT_COLOUR, style: 'points', marks: true, choice: null },
    points: points.map(({ night, value, interval }): Point => {
      const { startedAt = '', commit = null, dirty = false, status } = nights[night] ?? {};
      return {
        x: night,
        y: value,
        ...(interval && hasWhiskers ? { interval: [interval.low, interval.high] as const } : {}),
        hollow: dirty || status === 'partial',
        about: `${dateOf({ startedAt })}, ${shortCommit({ commit })}`,
      };
    }),
  };
}

/** Each from its first change to the next; the outermost reach half a night beyond their dots. */
function levels(trend: Trend): Series[] {
  const { points, changes } = trend;
  return trend.levels.map(({ first, last, mean }, at) => {
    const [begins, ends] = [changes[at - 1], changes[at]];
    const from = begins ? edgeOf(trend, begins.point) : (points[first]?.night ?? 0) - 0.5;
    const to = ends ? edgeOf(trend, ends.point) : (points[last]?.night ?? 0) + 0.5;
    const about = `level of ${last - first + 1} nights: ${withUnit(mean, trend)}`;
    return {
      ...{ name: '', variant: null, style: 'solid', marks: false, choice: null },
      colour: begins ? LEVEL_COLOUR[begins.effect] : FIRST_LEVEL,
      points: [
        { x: from, y: mean, about },
        { x: to, y: mean, about },
      ],
    };
  });
}

/** Place of a change: in the middle between the last night of one level and the first one of the next. */
function edgeOf({ points }: Trend, point: number): number {
  const [before, first] = [points[point - 1], points[point]];
  return before && first ? (before.night + first.night) / 2 : 0;
}

const toneOf = ({ effect }: Change): Tone => (effect === 'better' ? 'good' : 'alarm');

function changeRule(trend: Trend, change: Change): Rule {
  const label = `${shortCommit(change.night)} ${signedPercent(change.change)}`;
  const about = `new level since ${dateOf(change.night)}`;
  return { at: edgeOf(trend, change.point), axis: 'x', label, about, tone: toneOf(change) };
}

/** All nights with which a new level may have begun. */
function changeSpan(trend: Trend, change: Change): Span {
  const { earliest, latest } = change.range;
  return { from: edgeOf(trend, earliest), to: edgeOf(trend, latest), label: null, tone: toneOf(change) };
}

/** Marks where far more time than usual lies between two nights. */
function gapRules(nights: readonly Night[], first: number): Rule[] {
  return longGaps(nights)
    .filter(({ night }) => night > first)
    .map(({ night, days }) => ({ at: night - 0.5, axis: 'x', label: counted(days, 'day'), tone: 'quiet' }));
}

/** Ends of the value axis, at least a tenth of the value apart: noise of 1% should not look like a storm. */
function rangeOf({ points, levels: all }: Trend): Pick<Axis, 'min' | 'max'> {
  const hasWhiskers = points.length <= MOST_WHISKERS;
  const ends = points.flatMap(({ interval }: TrendPoint) =>
    interval && hasWhiskers ? [interval.low, interval.high] : [],
  );
  const values = [...points.map(({ value }) => value), ...ends, ...all.map(({ mean }) => mean)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const middle = (low + high) / 2;
  const half = Math.max((high - low) * 0.56, middle * 0.05);
  return { min: Math.max(0, middle - half), max: middle + half };
}

/** The lines of the scaling figure. */
import { counted } from '../../format.ts';
import { groupedBy } from '../../grouped-by.ts';
import type { Scored } from '../../measured.ts';
import { isSingleProcess } from '../../own-cluster.ts';
import type { Point, Series } from '../figure.ts';

const IDEAL = 'ideal: single × workers';
const IDEAL_COLOUR = '#59636e';

/**
 * A cluster's line starts at the single process behind the same proxy: that is its case of one worker.
 *
 * @param step between points of the same number of workers, in workers
 */
export function scalingLines(panel: number, members: readonly Scored[], step: number): Series[] {
  const start = members.filter(isSingleProcess);
  const many = members.filter(({ cell }) => cell.workers > 1);
  const families = [
    ...groupedBy(many, ({ cell }) => `${cell.topology}${cell.policy ? `-${cell.policy}` : ''}`),
  ];
  const clusters = families.flatMap(([name, points], at) =>
    line(panel, name, [...start, ...points], (at - (families.length - 1) / 2) * step),
  );
  return [...start.slice(0, 1).flatMap((one) => line(panel, one.cell.topology, start, 0)), ...clusters];
}

function line(panel: number, name: string, members: readonly Scored[], aside: number): Series[] {
  const last = members.at(-1)?.cell;
  if (last === undefined) return [];
  return [
    {
      name,
      variant: null,
      // The family's full hue, whatever the number of workers.
      colour: last.colour,
      style: 'solid',
      marks: true,
      choice: null,
      panel,
      points: members.toSorted((a, b) => a.cell.workers - b.cell.workers).map((one) => pointOf(one, aside)),
    },
  ];
}

function pointOf({ cell: { workers, isReference }, figures: { score } }: Scored, aside: number): Point {
  return {
    x: workers + (isReference ? 0 : aside),
    y: score.mean,
    about: counted(workers, 'worker'),
    ...(score.interval === null
      ? {}
      : { interval: [Math.max(0, score.interval.low), score.interval.high] as const }),
  };
}

/** Behind a proxy a single process gives what it gives there. */
export function singleOf(members: readonly Scored[]): number | undefined {
  return members.find(isSingleProcess)?.figures.score.mean;
}

export function idealLine(panel: number, single: number, most: number): Series {
  return {
    name: IDEAL,
    variant: null,
    colour: IDEAL_COLOUR,
    style: 'dotted',
    marks: false,
    choice: null,
    panel,
    points: [
      { x: 1, y: single },
      { x: most, y: single * most },
    ],
  };
}

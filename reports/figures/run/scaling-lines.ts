/** The lines of the scaling figure: what was measured, what the model predicts, and the ideal. */
import { counted } from '../../format.ts';
import type { Scored } from '../../measured.ts';
import { isSingleProcess } from '../../own-cluster.ts';
import type { Point, Series } from '../figure.ts';
import type { Family } from './scaling-families.ts';

const IDEAL = 'ideal: single × workers';
const IDEAL_COLOUR = '#59636e';
const MODEL = 'model: per worker';

const plain = { variant: null, choice: null } as const;

/** @param step between points of the same number of workers, in workers */
export function measuredLines(panel: number, families: readonly Family[], step: number): Series[] {
  // The single process stands at its number itself, the others evenly around theirs.
  const others = families.findIndex(({ members }) => !members.every(isSingleProcess));
  const middle = (others + families.length - 1) / 2;
  return families.map(({ name, colour, members }, at) => ({
    ...{ ...plain, name, colour, panel, style: 'solid', marks: true },
    points: members.map((one) => pointOf(one, (at - middle) * step)),
  }));
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

/** Requests per second that the model predicts, for each family in which it applies to two numbers of workers. */
export function modelLines(panel: number, families: readonly Family[]): Series[] {
  return families.flatMap(({ name, colour, members }) => {
    const points = members.flatMap((member): Point[] => {
      const y = predicted(member);
      const { workers } = member.cell;
      return y === null ? [] : [{ x: workers, y, about: `${name}, ${counted(workers, 'worker')}` }];
    });
    return points.length < 2
      ? []
      : [{ ...plain, name: MODEL, colour, panel, style: 'dashed', marks: false, points }];
  });
}

/** Per worker, as connections stay with theirs; the shared queue where the balance over workers is unknown. */
export function predicted({ figures: { model } }: Scored): number | null {
  if (model === null) return null;
  return model.perWorker > 0 ? model.perWorker : model.sharedQueue;
}

/** Behind a proxy a single process gives what it gives there. */
export function singleOf(members: readonly Scored[]): number | undefined {
  return members.find(isSingleProcess)?.figures.score.mean;
}

export function idealLine(panel: number, single: number, most: number): Series {
  return {
    ...{ ...plain, name: IDEAL, colour: IDEAL_COLOUR, panel, style: 'dotted', marks: false },
    points: [
      { x: 1, y: single },
      { x: most, y: single * most },
    ],
  };
}

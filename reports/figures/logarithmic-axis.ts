import type { Axis } from './figure.ts';

/** A logarithmic axis that holds all values, which are above 0, with a little room at both ends. */
export function logarithmicAxis(values: readonly number[], title: string, unit: string): Axis {
  return {
    title,
    scale: 'logarithmic',
    min: Math.min(...values) / 1.15,
    max: Math.max(...values) * 1.15,
    unit,
  };
}

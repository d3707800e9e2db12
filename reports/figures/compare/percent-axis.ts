import type { Axis } from '../figure.ts';

/** A ratio so large that its figure must be damaged, and one picture could show nothing beside it. */
export const BEYOND_DRAWING = 1e6;

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** @param range in percent */
export function percentAxis({ low, high }: Range, title: string): Axis {
  return { title, scale: 'linear', min: low, max: high, unit: '%', suffix: '%', isSigned: true };
}

export const ZERO = { at: 0, axis: 'x', label: null, tone: 'quiet' } as const;

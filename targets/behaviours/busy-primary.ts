import type { Behaviour } from './behaviour.ts';
import { spin } from './spin.ts';

const PERIOD_MS = 100;

/** Share of its time for which the primary computes. */
export const BUSY_SHARE = 0.5;

/** A primary that computes in pieces, as one that aggregates logs or metrics of its workers. */
export const busyPrimary: Behaviour = {
  name: 'busy-primary',
  of: 'primary',
  isRepeated: true,
  begin: () => {
    const timer = setInterval(() => spin(BUSY_SHARE * PERIOD_MS), PERIOD_MS);
    return () => clearInterval(timer);
  },
};

/** Constants for loads by the direct client. */
import type { LoadErrors } from '../../records/run.ts';

export const NONE: LoadErrors = {
  connect: 0,
  timeout: 0,
  reset: 0,
  closed: 0,
  non2xx: 0,
  mismatch: 0,
  check: 0,
};

export const POISSON = { arrivals: 'poisson', seed: 1 } as const;

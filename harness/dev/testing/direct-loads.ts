/** Constants for loads by the direct client. */
import { noErrors } from '../../load/load-errors.ts';
import type { LoadErrors } from '../../records/run.ts';

export const NONE: LoadErrors = noErrors();

export const POISSON = { arrivals: 'poisson', seed: 1 } as const;

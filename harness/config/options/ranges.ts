/** Shared ranges and defaults, and the commands that have every option of a run. */
import { LOOPBACK } from '../../../targets/origin.ts';
import { number } from './kinds.ts';
import type { Usual } from './option.ts';

export const everywhere = { run: {}, ab: {}, nightly: {} } as const;

export const DAY_SECONDS = 86_400;

export const seconds = (min: number, max: number, whole = false) => number({ min, max, whole, unit: 's' });

export const connectionRange = { min: 1, max: 1_000_000, whole: true } as const;
export const delayRange = { min: 0, max: DAY_SECONDS * 1000, unit: 'ms' } as const;

export const usualConnections = '500';
export const usualDelay = '50';
export const usualListen = LOOPBACK;

/** One process, one worker per core, and two workers per core. */
export const workerCounts = {
  shown: '1, cores, 2 x cores',
  from: ({ cores }) => [1, cores, 2 * cores].join(','),
} as const satisfies Usual;

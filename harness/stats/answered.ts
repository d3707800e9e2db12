import type { LoadFigures } from '../records/run.ts';

/** Counts of what happens by chance spread by the square root of themselves (Poisson); beyond this many it is none. */
const SIGMAS = 3;

/** What of a window's requests is under way at its two ends differs by chance, and is no request that got no answer. */
type Counts = Pick<LoadFigures, 'sent' | 'completed' | 'inFlightAtStart' | 'unfinished'>;

/** Whether more than a share of the requests that were due got no correct answer, by more than chance. */
export function fallsShort({ sent, completed, inFlightAtStart, unfinished }: Counts, share: number): boolean {
  return sent - completed > share * sent + SIGMAS * Math.sqrt(inFlightAtStart + unfinished);
}

/** Fewest of so many that are likely where arrivals are random. */
export function likelyLeast(count: number): number {
  return count - SIGMAS * Math.sqrt(count);
}

import type { LoadFigures } from '../records/run.ts';

/** Counts of random events spread by their square root (Poisson); a larger multiple of it is not chance. */
const SIGMAS = 3;

/**
 * The requests in flight at a window's two ends differ by chance; the difference does not mean that requests got no
 * response.
 */
type Counts = Pick<LoadFigures, 'sent' | 'completed' | 'inFlightAtStart' | 'unfinished'>;

/**
 * fallsShort says whether more than a share of the requests that were due got no correct response, by more than
 * chance.
 */
export function fallsShort({ sent, completed, inFlightAtStart, unfinished }: Counts, share: number): boolean {
  return sent - completed > share * sent + SIGMAS * Math.sqrt(inFlightAtStart + unfinished);
}

/** likelyLeast is the smallest likely count of random arrivals if `count` are expected. */
export function likelyLeast(count: number): number {
  return count - SIGMAS * Math.sqrt(count);
}

import type { ResolvedCell } from '../config/resolved-run.ts';
import type { Pools } from '../records/run.ts';
import type { StartedServices } from './start-services.ts';

/**
 * poolsOf returns the connections of an app to its services; null if it keeps none, or only the app knows.
 *
 * @param queryMs mean time of a query, as a service measured it; null if none did
 */
export function poolsOf(
  { pool, delayMs }: Pick<ResolvedCell, 'pool' | 'delayMs'>,
  { accepts, atOnce }: Pick<StartedServices, 'accepts' | 'atOnce'>,
  queryMs: number | null,
): Pools | null {
  if (pool === null) return null;
  // A query that sleeps takes at least its delay; what the database measured is a mean over its other work, too.
  const knownMs = delayMs !== null && delayMs > 0 ? delayMs : queryMs;
  return { perWorker: pool, accepted: accepts, atOnce, queryMs: knownMs };
}

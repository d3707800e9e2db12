/**
 * How often what is random is tried: a tenth of the full number in `npm test`, all of it in `npm run test:all`. Importing
 * this sets what fast-check does of its own, too.
 */
import fc from 'fast-check';

const SHARE = process.env.CLUSTER_BENCH_INTERNAL_FULL ? 1 : 0.1;
/** Of fast-check, unless it is told. */
const USUAL = 100;

export function tries(full: number): number {
  return Math.ceil(full * SHARE);
}

fc.configureGlobal({ numRuns: tries(USUAL) });

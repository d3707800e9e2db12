/**
 * The number of attempts of randomized tests: a tenth in `npm test`, all in `npm run test:all`. Importing this also
 * sets the default of fast-check.
 */
import fc from 'fast-check';

const SHARE = process.env.CLUSTER_BENCH_INTERNAL_FULL ? 1 : 0.1;
/** The default of fast-check. */
const USUAL = 100;

export function tries(full: number): number {
  return Math.ceil(full * SHARE);
}

fc.configureGlobal({ numRuns: tries(USUAL) });

/**
 * Thresholds from which other work on the host disturbs figures: the same for a trial and for the checks before one.
 */

/**
 * The kernel counts in ticks of 10 ms. One tick of each core, or of each process, may fall on the wrong side of a
 * window's end.
 */
const TICK_SECONDS = 0.01;

/**
 * Percent of the host. From this level on it shows in a p99. In 126 trials on a virtual machine of 2 cores, quiet and
 * not, it was 0.33 at most: two ticks.
 */
const STEAL_PERCENT = 1;

/**
 * Share of the host's cores. On a quiet host of 2 cores foreign processes used 0.00 cores in each of 47 trials;
 * beside other work, such as builds, 0.25 to 1.46 in 75 trials.
 */
const FOREIGN_SHARE = 0.05;

/** stealLevel is the percentage of the host's time, over this many seconds, from which steal disturbs. */
export function stealLevel(seconds: number): number {
  return STEAL_PERCENT + (100 * TICK_SECONDS) / seconds;
}

interface Observation {
  /** Cores of the host. */
  readonly cores: number;
  /** Processes of the run, whose ticks are allowed for. */
  readonly processes: number;
  readonly seconds: number;
}

/** foreignLevel is the number of cores used by foreign processes from which they disturb. */
export function foreignLevel({ cores, processes, seconds }: Observation): number {
  return FOREIGN_SHARE * cores + (processes * TICK_SECONDS) / seconds;
}

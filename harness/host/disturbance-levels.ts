/** From where on others disturb figures: one rule for a trial, and for who looks at the host before one. */

/** The kernel counts in ticks of 10 ms: one of each core, or of each process, may fall to the wrong side of a window's end. */
const TICK_SECONDS = 0.01;

/** Percent of the host: from there on a p99 holds it. In 126 trials on a virtual machine of 2 cores, quiet and not, it was 0.33 at most: two ticks. */
const STEAL_PERCENT = 1;

/**
 * Of the host's cores. Of 2 cores strangers used 0.00 in each of 47 trials on a quiet host, and 0.25 to 1.46 in 75
 * beside other work, such as builds.
 */
const FOREIGN_SHARE = 0.05;

/** Percent of the host that a hypervisor takes for others in so many seconds: disturbing from there on. */
export function stealLevel(seconds: number): number {
  return STEAL_PERCENT + (100 * TICK_SECONDS) / seconds;
}

interface Looked {
  /** Of the host. */
  readonly cores: number;
  /** Of the run: what they use is taken off, in ticks. */
  readonly processes: number;
  readonly seconds: number;
}

/** Cores that processes which are no part of a run use: disturbing from there on. */
export function foreignLevel({ cores, processes, seconds }: Looked): number {
  return FOREIGN_SHARE * cores + (processes * TICK_SECONDS) / seconds;
}

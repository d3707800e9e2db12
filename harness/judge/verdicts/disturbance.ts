/** Others on the host, who took cores from the trial. */
import { mostCrowdedShare } from '../shared-cores.ts';
import type { Verdict } from '../verdict.ts';

/** The kernel counts in ticks of 10 ms: one of each core, or of each process, may fall to the wrong side of a window's end. */
const TICK_SECONDS = 0.01;
/** Percent of the host: from there on a p99 holds it. In 126 trials on a virtual machine of 2 cores, quiet and not, it was 0.33 at most: two ticks. */
const STEAL_PERCENT = 1;

export const steal: Verdict = {
  code: 'steal',
  find: ({ cpu: { steal: percent }, load: { windowSeconds } }) => {
    const miscounted = (100 * TICK_SECONDS) / windowSeconds;
    if (percent === null || percent < STEAL_PERCENT + miscounted) return null;
    return {
      text: 'the hypervisor ran others on this host’s cores: measure on a host of your own, or when they rest',
      numbers: { steal: percent },
    };
  },
};

/**
 * Of the host's cores. Of 2 cores strangers used 0.00 in each of 47 trials on a quiet host, and 0.25 to 1.46 in 75
 * beside other work, such as builds.
 */
const FOREIGN_SHARE = 0.05;

export const foreignLoad: Verdict = {
  code: 'foreign-load',
  find: ({ cpu, processes, load: { windowSeconds } }) => {
    const { other } = cpu.coresByRole;
    const cores = cpu.cores.length;
    const miscounted = (processes.length * TICK_SECONDS) / windowSeconds;
    if (other < FOREIGN_SHARE * cores + miscounted) return null;
    return {
      text: 'processes that are no part of the run used the host’s cores, and may have cost the figures something: stop them, and measure again',
      numbers: { other, cores },
    };
  },
};

/**
 * Points of percent beyond the share of its cores that the trial keeps busy itself. On a quiet host tasks waited for
 * a core in no larger share of the time than that one, and 2 points (47 trials of 2 to 20 processes on 2 cores);
 * beside other work 11 to 79 points more, in 69 of 75 trials more than 20.
 */
const UNEXPLAINED_PERCENT = 20;

export const cpuPressure: Verdict = {
  code: 'cpu-pressure',
  find: (figures) => {
    const { pressure } = figures.cpu;
    const own = 100 * mostCrowdedShare(figures);
    if (pressure === null || pressure < own + UNEXPLAINED_PERCENT) return null;
    return {
      text: 'tasks waited for a core more often than the run’s own processes explain: others, or a CPU limit, keep it from cores; stop them, or raise the limit',
      numbers: { pressure, own },
    };
  },
};

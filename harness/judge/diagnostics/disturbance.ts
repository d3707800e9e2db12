/** Others on the host, who took cores from the trial. */
import { foreignLevel, stealLevel } from '../../host/disturbance-levels.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { mostCrowdedShare } from '../shared-cores.ts';

export const steal: Diagnostic = {
  code: 'steal',
  find: ({ cpu: { steal: percent }, load: { windowSeconds } }) => {
    if (percent === null || percent < stealLevel(windowSeconds)) return null;
    return {
      text: 'the hypervisor ran others on this host’s cores: measure on a host of your own, or when they rest',
      numbers: { steal: percent },
    };
  },
};

export const foreignLoad: Diagnostic = {
  code: 'foreign-load',
  find: ({ cpu, processes, load: { windowSeconds } }) => {
    const { other } = cpu.coresByRole;
    const cores = cpu.cores.length;
    if (other < foreignLevel({ cores, processes: processes.length, seconds: windowSeconds })) return null;
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

export const cpuPressure: Diagnostic = {
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

/** Other work on the host that took cores from the trial. */
import { foreignLevel, stealLevel } from '../../host/disturbance-levels.ts';
import { sum } from '../../stats/summary.ts';
import type { Diagnostic, TrialFigures } from '../diagnostic.ts';
import { mostCrowdedShare } from '../shared-cores.ts';

export const steal: Diagnostic = {
  code: 'steal',
  find: ({ cpu: { steal: percent }, load: { windowSeconds } }) => {
    if (percent === null || percent < stealLevel(windowSeconds)) return null;
    return {
      text: 'the hypervisor ran other guests on this host’s cores: measure on a dedicated host, or at a quieter time',
      numbers: { steal: percent },
    };
  },
};

export const foreignLoad: Diagnostic = {
  code: 'foreign-load',
  find: (figures) => {
    const { cores, coresByRole } = figures.cpu;
    if (!hasForeignLoad(figures)) return null;
    const agents = figures.loadHosts.length > 0 ? ' (an agent on this host would be one)' : '';
    return {
      text: `processes outside the run${agents} used the host’s cores, and may have changed the figures: stop them, and measure again`,
      numbers: { other: coresByRole.other, cores: cores.length },
    };
  },
};

/**
 * hasForeignLoad says whether other programs used enough of the host to change the figures. It is unknown where
 * the cores of the app are: they are then among the others.
 */
export function hasForeignLoad({ cpu, processes, load: { windowSeconds } }: TrialFigures): boolean {
  const own = { cores: cpu.cores.length, processes: processes.length, seconds: windowSeconds };
  const { target, other } = cpu.coresByRole;
  return target !== null && other >= foreignLevel(own);
}

/**
 * Percentage points of pressure beyond the share of its cores that the trial itself keeps busy. On a quiet host tasks
 * waited for a core for at most that share plus 2 points (47 trials of 2 to 20 processes on 2 cores). Beside other
 * work they waited 11 to 79 points more, and more than 20 in 69 of 75 trials.
 */
const UNEXPLAINED_PERCENT = 20;

/** The kernel counts tasks of a group that used up its CPU limit as waiting for a core. */
function throttledShare({ cpuLimits, load: { windowSeconds } }: TrialFigures): number {
  return sum(cpuLimits.map(({ throttledSeconds }) => throttledSeconds)) / windowSeconds;
}

export const cpuPressure: Diagnostic = {
  code: 'cpu-pressure',
  find: (figures) => {
    const { pressure } = figures.cpu;
    const own = 100 * (mostCrowdedShare(figures) + throttledShare(figures));
    if (pressure === null || pressure < own + UNEXPLAINED_PERCENT) return null;
    return {
      text: 'tasks waited for a core more often than the run’s own processes explain: other processes, or a CPU limit, take cores away; stop them, or raise the limit',
      numbers: { pressure, own },
    };
  },
};

/** Checks of what takes CPU time from the host at this moment, by the thresholds of the trials that would follow. */
import { foreignLevel, stealLevel } from '../disturbance-levels.ts';
import { type HostCheck, type HostState, judged, note } from './host-check.ts';

/** No task should have to wait for a core before a run. */
const PRESSURE_PERCENT = 10;

export function foreignLoad({ host, now }: HostState): HostCheck {
  const [loadAverage = 0] = host.loadAverage;
  // Nothing of ours runs: no process is allowed for, and interrupts count as foreign too.
  const level = foreignLevel({ cores: host.cores, processes: 0, seconds: now.seconds });
  return judged('foreign-load', (now.busy / 100) * host.cores < level, {
    text: `other programs use ${percent(now.busy)} of the CPU (load average ${loadAverage.toFixed(2)})`,
    numbers: { busyPercent: rounded(now.busy), loadAverage: rounded(loadAverage) },
    advice: 'stop them, or wait; top shows them',
  });
}

export function steal({ now }: HostState): HostCheck {
  if (now.steal === null) return note('steal', 'time taken by the hypervisor is unknown');
  return judged('steal', now.steal < stealLevel(now.seconds), {
    text: `other guests took ${percent(now.steal)} of the CPU`,
    numbers: { stealPercent: rounded(now.steal) },
    advice: 'measure at a quieter time, or on a host with dedicated cores',
  });
}

export function cpuPressure({ now }: HostState): HostCheck {
  const code = 'cpu-pressure';
  if (now.pressure === null)
    return note(code, 'time spent waiting for a core is unknown (the kernel has no PSI)');
  return judged(code, now.pressure <= PRESSURE_PERCENT, {
    text: `tasks waited for a core ${percent(now.pressure)} of the time`,
    numbers: { pressurePercent: rounded(now.pressure) },
    advice: 'stop other programs, or raise the CPU limit',
  });
}

function percent(share: number): string {
  return `${share.toFixed(1)}%`;
}

/** A few seconds give no more digits. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

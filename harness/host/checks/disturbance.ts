/** What takes time from the host's cores at this moment, by the levels of the trials that would follow. */
import { foreignLevel, stealLevel } from '../disturbance-levels.ts';
import { type HostCheck, type HostState, judged, note } from './host-check.ts';

/** With nothing of ours running nobody should have to wait for a core. */
const PRESSURE_PERCENT = 10;

export function foreignLoad({ host, now }: HostState): HostCheck {
  const [loadAverage = 0] = host.loadAverage;
  // Nothing runs of ours: no process is taken off, and interrupts, too, are others'.
  const level = foreignLevel({ cores: host.cores, processes: 0, seconds: now.seconds });
  return judged('foreign-load', (now.busy / 100) * host.cores < level, {
    text: `the host is ${percent(now.busy)} busy without us (load average ${loadAverage.toFixed(2)})`,
    numbers: { busyPercent: rounded(now.busy), loadAverage: rounded(loadAverage) },
    advice: 'stop what runs beside, or wait for its end; top shows it',
  });
}

export function steal({ now }: HostState): HostCheck {
  if (now.steal === null) return note('steal', 'whether a hypervisor takes time is unknown');
  return judged('steal', now.steal < stealLevel(now.seconds), {
    text: `the hypervisor took ${percent(now.steal)} of the time for others`,
    numbers: { stealPercent: rounded(now.steal) },
    advice: 'measure at a quieter hour, or on a host with cores of its own',
  });
}

export function cpuPressure({ now }: HostState): HostCheck {
  const code = 'cpu-pressure';
  if (now.pressure === null)
    return note(code, 'how long tasks wait for a core is unknown (the kernel has no PSI)');
  return judged(code, now.pressure <= PRESSURE_PERCENT, {
    text: `some task had to wait for a core in ${percent(now.pressure)} of the time`,
    numbers: { pressurePercent: rounded(now.pressure) },
    advice: 'stop what runs beside, or raise the CPU limit that it runs into',
  });
}

function percent(share: number): string {
  return `${share.toFixed(1)}%`;
}

/** A measure of some seconds has no more digits than that. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** What takes time from the host's cores at this moment, by the levels of the trials that would follow. */
import { foreignLevel, stealLevel } from '../disturbance-levels.ts';
import { doubtful, fine, type HostCheck, type HostState, note } from './host-check.ts';

/** With nothing of ours running nobody should have to wait for a core. */
const PRESSURE_PERCENT = 10;

export function foreignLoad({ host, now }: HostState): HostCheck {
  const code = 'foreign-load';
  const [loadAverage = 0] = host.loadAverage;
  const numbers = { busyPercent: rounded(now.busy), loadAverage: rounded(loadAverage) };
  const text = `the host is ${percent(now.busy)} busy without us (load average ${loadAverage.toFixed(2)})`;
  // Nothing runs of ours: no process is taken off, and interrupts, too, are others'.
  const level = foreignLevel({ cores: host.cores, processes: 0, seconds: now.seconds });
  if ((now.busy / 100) * host.cores < level) return fine({ code, text, numbers });
  return doubtful({
    code,
    text,
    numbers,
    advice: 'stop what runs beside, or wait for its end; top shows it',
  });
}

export function steal({ now }: HostState): HostCheck {
  const code = 'steal';
  if (now.steal === null) return note({ code, text: 'whether a hypervisor takes time is unknown' });
  const numbers = { stealPercent: rounded(now.steal) };
  const text = `the hypervisor took ${percent(now.steal)} of the time for others`;
  if (now.steal < stealLevel(now.seconds)) return fine({ code, text, numbers });
  return doubtful({
    code,
    text,
    numbers,
    advice: 'measure at a quieter hour, or on a host with cores of its own',
  });
}

export function cpuPressure({ now }: HostState): HostCheck {
  const code = 'cpu-pressure';
  if (now.pressure === null) {
    return note({ code, text: 'how long tasks wait for a core is unknown (the kernel has no PSI)' });
  }
  const numbers = { pressurePercent: rounded(now.pressure) };
  const text = `some task had to wait for a core in ${percent(now.pressure)} of the time`;
  if (now.pressure <= PRESSURE_PERCENT) return fine({ code, text, numbers });
  const advice = 'stop what runs beside, or raise the CPU limit that it runs into';
  return doubtful({ code, text, numbers, advice });
}

function percent(share: number): string {
  return `${share.toFixed(1)}%`;
}

/** A measure of some seconds has no more digits than that. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** What takes time from the host's cores at this moment. */
import { doubtful, fine, type HostCheck, type HostState, note } from './host-check.ts';

/** Percent of the host. A system's own services stay below. */
const BUSY_PERCENT = 5;
/** Of a second on two cores, which have 200 ticks, that is four. */
const STEAL_PERCENT = 2;
/** With nothing of ours running nobody should have to wait for a core. */
const PRESSURE_PERCENT = 10;

export function foreignLoad({ host, now }: HostState): HostCheck {
  const code = 'foreign-load';
  const [loadAverage = 0] = host.loadAverage;
  const numbers = { busyPercent: rounded(now.busy), loadAverage: rounded(loadAverage) };
  const text = `the host is ${percent(now.busy)} busy without us (load average ${loadAverage.toFixed(2)})`;
  if (now.busy <= BUSY_PERCENT) return fine({ code, text, numbers });
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
  if (now.steal <= STEAL_PERCENT) return fine({ code, text, numbers });
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
  return `${share.toFixed(1)} %`;
}

/** A measure of one second has no more digits than that. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

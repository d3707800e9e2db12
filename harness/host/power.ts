/** What moves the CPUs' clock. */
import si from 'systeminformation';
import { readText } from './read-text.ts';

/** CPUs by the name of their frequency governor: `{ performance: 6, powersave: 2 }`. */
export type Governors = Readonly<Record<string, number>>;

/** Of these CPUs, for each may have another; null where none tells. */
export function readGovernors(
  cpus: readonly number[],
  read: (file: string) => string | null = readText,
): Governors | null {
  const names = cpus.flatMap(
    (cpu) => read(`/sys/devices/system/cpu/cpu${cpu}/cpufreq/scaling_governor`)?.trim() || [],
  );
  const counts = [...new Set(names)].sort().map((name) => [name, names.filter((one) => one === name).length]);
  return counts.length === 0 ? null : Object.fromEntries(counts);
}

/** `performance`; where they differ `performance on 6, powersave on 2`. */
export function governorsTold(governors: Governors): string {
  const names = Object.keys(governors);
  return names.length === 1 ? names.join() : names.map((name) => `${name} on ${governors[name]}`).join(', ');
}

/** Whether cores run above their nominal clock while others are idle (Turbo Boost, Precision Boost); null where unknown. */
export function readBoost(read: (file: string) => string | null = readText): boolean | null {
  const cpu = '/sys/devices/system/cpu';
  const off = read(`${cpu}/intel_pstate/no_turbo`);
  if (off !== null) return off.trim() === '0';
  const on = read(`${cpu}/cpufreq/boost`);
  return on === null ? null : on.trim() === '1';
}

/** Whether the host runs on its battery. */
export async function readOnBattery(): Promise<boolean> {
  const { hasBattery, acConnected } = await si.battery();
  return hasBattery && !acConnected;
}

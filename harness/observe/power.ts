/** What moves the CPUs' clock, beside the governor. */
import si from 'systeminformation';
import { readText } from './read-text.ts';

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

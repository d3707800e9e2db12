/** What moves the CPUs' clock, beside the governor. */
import { readFileSync } from 'node:fs';
import si from 'systeminformation';

/** Whether cores run above their nominal clock while others are idle (Turbo Boost, Precision Boost); null where unknown. */
export function readBoost(read: (file: string) => string | null = readLine): boolean | null {
  const cpu = '/sys/devices/system/cpu';
  const off = read(`${cpu}/intel_pstate/no_turbo`);
  if (off !== null) return off === '0';
  const on = read(`${cpu}/cpufreq/boost`);
  return on === null ? null : on === '1';
}

/** Whether the host runs on its battery. */
export async function readOnBattery(): Promise<boolean> {
  const { hasBattery, acConnected } = await si.battery();
  return hasBattery && !acConnected;
}

function readLine(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

/** Whether a process exists on this host, whichever user owns it. */
import { readFileSync } from 'node:fs';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * startTicksOf returns the process's start in ticks since the host's start, field 22 of proc(5); null if unknown. It
 * identifies a process, since a pid may be reused.
 */
export function startTicksOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return null;
  }
}

/**
 * ticksNow returns the current time in the unit of `startTicksOf`. Linux shows user space 100 ticks per second on
 * every architecture of Node.
 */
export function ticksNow(): number {
  try {
    return Math.floor(Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 100);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

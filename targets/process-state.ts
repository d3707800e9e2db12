import { readFileSync } from 'node:fs';

/** isRunning returns whether a process still runs. A zombie has ended; only its parent has not noticed. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !'ZX'.includes(statFields(pid)?.[0] ?? 'R');
}

/** parentOf returns the pid of a process's parent; null if unknown. Linux only. */
export function parentOf(pid: number): number | null {
  const parent = Number(statFields(pid)?.[1]);
  return parent > 0 ? parent : null;
}

/** descendsFrom returns whether a process is an ancestor of another, or the same. */
export function descendsFrom(pid: number, ancestor: number): boolean {
  if (pid === ancestor) return true;
  const parent = parentOf(pid);
  return parent !== null && descendsFrom(parent, ancestor);
}

/** The fields of proc_pid_stat(5) after the name, which may contain spaces and parentheses: state, parent, ... */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

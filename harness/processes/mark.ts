/**
 * A mark in the environment of everything that the harness starts, which descendants inherit. It identifies a process
 * that has left its group.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { killIfThere } from './kill-group.ts';

const MARK = 'CLUSTER_BENCH_INTERNAL_OWNER';

/** The mark of this harness alone. */
export const ownMark = `${MARK}=${randomUUID()}`;

/** The mark as environment variables. */
export const markedEnvironment: Readonly<Record<string, string>> = { [MARK]: ownMark.slice(MARK.length + 1) };

/** Leaves the mark out: a process that outlives the trials of its run is found by its group alone. */
export const unmarkedEnvironment: Readonly<Record<string, string>> = { [MARK]: '' };

/**
 * Kills every process with the mark at once. Only Linux shows the environment of other processes; elsewhere nothing
 * happens.
 */
export function killMarked(mark: string): void {
  for (const pid of marked(mark)) killIfThere(pid, 'SIGKILL');
}

/** marked returns the pids of the processes with a mark, except this one. */
export function marked(mark: string): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid && hasMark(name, mark))
      .map(Number);
  } catch {
    return [];
  }
}

function hasMark(pid: string, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark);
  } catch {
    return false;
  }
}

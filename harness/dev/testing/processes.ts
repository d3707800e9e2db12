/** Lists running processes, for tests that nothing is left running. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface Entry {
  readonly pid: number;
  readonly parent: number;
  /** Start in ticks since the host's start. It identifies a process, since a pid may be reused. */
  readonly startTicks: number;
  readonly zombie: boolean;
  readonly command: string;
}

/** Returns all descendants of a process. */
export function descendants(pid: number): Entry[] {
  const all = readAll();
  const below = (parent: number): Entry[] =>
    all.filter((entry) => entry.parent === parent).flatMap((entry) => [entry, ...below(entry.pid)]);
  return below(pid);
}

/** Returns the processes that still run. */
function survivors(processes: readonly Entry[]): Entry[] {
  const now = new Map(readAll().map((entry) => [entry.pid, entry]));
  return processes.filter(({ pid, startTicks }) => {
    const entry = now.get(pid);
    return entry !== undefined && entry.startTicks === startTicks && !entry.zombie;
  });
}

/** Returns the processes that still run at the deadline, or an empty list as soon as there are none. */
export async function survivorsAfter(processes: readonly Entry[], deadlineMs: number): Promise<Entry[]> {
  const deadline = performance.now() + deadlineMs;
  while (survivors(processes).length > 0 && performance.now() < deadline) await sleep(20);
  return survivors(processes);
}

/** Returns the running processes with the text in their command line. */
export function withCommand(text: string): Entry[] {
  return readAll().filter(({ command, zombie }) => command.includes(text) && !zombie);
}

/** As `withCommand`, at the deadline, or as soon as there are none. */
export async function withCommandAfter(text: string, deadlineMs: number): Promise<Entry[]> {
  const deadline = performance.now() + deadlineMs;
  while (withCommand(text).length > 0 && performance.now() < deadline) await sleep(20);
  return withCommand(text);
}

function readAll(): Entry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state = '', parent = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return [
          {
            pid: Number(name),
            parent: Number(parent),
            startTicks: Number(rest[17]),
            zombie: state === 'Z',
            command,
          },
        ];
      } catch {
        return []; // it ended meanwhile
      }
    });
}

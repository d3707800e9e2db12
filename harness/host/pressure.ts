/** Time that tasks waited for a core: the kernel's pressure stall information (PSI), in Linux 4.20 and later. */
import { cpus } from 'node:os';
import { ownPressureFile } from './cgroup.ts';
import { monotonicMs, until, untilEnd, type Window } from './clock.ts';
import { readCores } from './cpu-topology.ts';
import { readText } from './read-text.ts';

/** Pressure of the whole host, even if read in a container. */
const HOST_FILE = '/proc/pressure/cpu';

/**
 * measurePressure is the percentage of the window in which at least one task was ready to run and had no core; null
 * if the kernel does not report it. It rejects when the signal is aborted.
 *
 * @param read microseconds of waiting since the host's start
 */
export async function measurePressure(
  window: Window,
  signal: AbortSignal,
  read: () => number | null = readPressure,
): Promise<number | null> {
  await until(window.fromMs, signal);
  const startMs = monotonicMs();
  const before = read();
  await untilEnd(window, signal);
  const passedMicros = (monotonicMs() - startMs) * 1_000;
  const after = read();
  if (before === null || after === null) return null;
  return Math.min(100, (100 * (after - before)) / passedMicros);
}

/** parsePressure reads the total, in microseconds: `some avg10=1.11 avg60=5.88 avg300=35.05 total=438913602`. */
export function parsePressure(text: string): number | null {
  const total = text.match(/^some .*\btotal=(\d+)/m)?.[1];
  return total === undefined ? null : Number(total);
}

/** A kernel that was started with `psi=0` has the file, but fails to read it. */
function readPressure(): number | null {
  const file = pressureFile();
  return file === null ? null : parsePressure(readText(file) ?? '');
}

/**
 * pressureFile is the control group's own file if the process may use only some of the host's cores and has a group:
 * tasks that wait for other cores do not concern it.
 */
function pressureFile(): string | null {
  const allowed = readCores()?.flat().length;
  return allowed !== undefined && allowed < cpus().length ? ownPressureFile() : HOST_FILE;
}

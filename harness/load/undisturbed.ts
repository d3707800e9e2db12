/** Measures again while other work on the host takes cores from a calibration, which has no second trial to show it. */

import { until, untilEnd, type Window } from '../host/clock.ts';
import { sampleCpu } from '../host/cpu-sampler.ts';
import { foreignLevel, stealLevel } from '../host/disturbance-levels.ts';
import { type ProcessEntry, readProcessTable } from '../observe/process-table.ts';
import { sum } from '../stats/summary.ts';

/** Other work that lasts longer than this will disturb the trials too, whose own diagnostics say so. */
const MOST_ATTEMPTS = 3;

export interface Attempt {
  readonly requestsPerSecond: number;
  readonly disturbed: boolean;
}

/** undisturbed returns the first attempt without other work; the highest if there is none, as other work only slows it. */
export async function undisturbed(measure: () => Promise<Attempt>): Promise<Attempt> {
  let best = await measure();
  for (let count = 1; best.disturbed && count < MOST_ATTEMPTS; count++) {
    const next = await measure();
    if (!next.disturbed || next.requestsPerSecond > best.requestsPerSecond) best = next;
  }
  return best;
}

/** hasOtherWork says whether processes outside these groups, or other guests, took cores within the window. */
export async function hasOtherWork(
  window: Window,
  pgids: readonly number[],
  signal: AbortSignal,
): Promise<boolean> {
  const [cpu, own] = await Promise.all([sampleCpu(window, signal), ownCpu(window, pgids, signal)]);
  const seconds = (window.toMs - window.fromMs) / 1_000;
  const cores = cpu.cores.length;
  // Kernels differ in the process that they charge for interrupts, of which loopback traffic makes many.
  const other = ((cpu.busy - cpu.interrupts) / 100) * cores - own.seconds / seconds;
  const isForeign = other >= foreignLevel({ cores, processes: own.processes, seconds });
  return isForeign || (cpu.steal !== null && cpu.steal >= stealLevel(seconds));
}

/** CPU time of our own processes within the window, the harness's included. */
async function ownCpu(window: Window, pgids: readonly number[], signal: AbortSignal) {
  await until(window.fromMs, signal);
  const before = await ours(new Set(pgids));
  await untilEnd(window, signal);
  const after = await ours(new Set(pgids));
  return { seconds: total(after) - total(before), processes: after.length };
}

async function ours(pgids: ReadonlySet<number>): Promise<ProcessEntry[]> {
  return (await readProcessTable()).filter(({ pid, pgid }) => pgids.has(pgid) || pid === process.pid);
}

function total(entries: readonly ProcessEntry[]): number {
  return sum(entries.map(({ cpuSeconds }) => cpuSeconds));
}

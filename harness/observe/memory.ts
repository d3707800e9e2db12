/** Resident memory of the target's processes over a window. */
import { monotonicMs, until, type Window } from '../host/clock.ts';
import type { MemoryFigures, ProcessFigures } from '../records/run.ts';
import { memorySlope } from '../stats/memory-slope.ts';
import { sum } from '../stats/summary.ts';
import { type ProcessEntry, readProcesses, readProcessTable } from './process-table.ts';

const SHORTEST_PERIOD_MS = 1_000;
/** Samples of a long window. */
const MOST_SAMPLES = 300;

export type ProcessesByPid = ReadonlyMap<number, ProcessEntry>;
type PickProcesses = (table: ProcessesByPid) => readonly number[];

/** MemorySample is the resident memory by process at an instant. */
export interface MemorySample {
  readonly atSeconds: number;
  readonly bytes: ReadonlyMap<number, number>;
}

/**
 * sampleMemory samples once a second, in long windows less often: a sample reads a file for each process, which takes
 * some 30 µs. It rejects if the signal is aborted before the window's end.
 *
 * @param ofApp picks the processes of the app
 */
export async function sampleMemory(
  { fromMs, toMs }: Window,
  ofApp: PickProcesses,
  signal: AbortSignal,
  shortestPeriodMs = SHORTEST_PERIOD_MS,
): Promise<MemorySample[]> {
  const readMemory = memoryReader(ofApp);
  const periodMs = Math.max(shortestPeriodMs, (toMs - fromMs) / MOST_SAMPLES);
  const periods = Math.max(1, Math.round((toMs - fromMs) / periodMs));
  const samples: MemorySample[] = [];
  for (let index = 0; index <= periods; index++) {
    await until(index === periods ? toMs : fromMs + index * periodMs, signal);
    const atSeconds = Math.round(monotonicMs() - fromMs) / 1_000;
    samples.push({ atSeconds, bytes: await readMemory() });
  }
  return samples;
}

/** residentBytes returns the resident memory of these processes together; null if there is none of them. */
export async function residentBytes(ofApp: PickProcesses): Promise<number | null> {
  const all = await findProcesses(ofApp);
  return all.length === 0 ? null : sum(all.map(({ rssBytes }) => rssBytes));
}

/** memoryReader looks for processes anew only when one has ended: then others may have taken its place. */
function memoryReader(ofApp: PickProcesses): () => Promise<ReadonlyMap<number, number>> {
  let pids: readonly number[] | null = null;
  return async () => {
    const known = pids && (await readProcesses(pids));
    const all = known && known.length === pids?.length ? known : await findProcesses(ofApp);
    pids = all.map(({ pid }) => pid);
    return new Map(all.map(({ pid, rssBytes }) => [pid, rssBytes]));
  };
}

async function findProcesses(ofApp: PickProcesses): Promise<ProcessEntry[]> {
  const table = new Map((await readProcessTable()).map((entry) => [entry.pid, entry]));
  return ofApp(table).flatMap((pid) => table.get(pid) ?? []);
}

/**
 * memoryFigures names the processes, and estimates the slope of all of them together.
 *
 * @param beforeLoadBytes their memory before the load began; null if unknown
 */
export function memoryFigures(
  samples: readonly MemorySample[],
  known: readonly Pick<ProcessFigures, 'pid' | 'instance' | 'role'>[],
  beforeLoadBytes: number | null,
): MemoryFigures {
  const atSeconds = samples.map((sample) => sample.atSeconds);
  const pids = new Set(samples.flatMap(({ bytes }) => [...bytes.keys()]));
  const named = new Map(known.map((process) => [process.pid, process]));
  const order = [...named.keys()].filter((pid) => pids.has(pid));
  const processes = [...new Set([...order, ...pids])].map((pid) => ({
    pid,
    instance: named.get(pid)?.instance ?? null,
    role: named.get(pid)?.role ?? ('other' as const),
    bytes: samples.map(({ bytes }) => bytes.get(pid) ?? null),
  }));
  const isWhole = processes.length > 0 && processes.every(({ bytes }) => !bytes.includes(null));
  const totals = samples.map(({ bytes }) => sum([...bytes.values()]));
  return { beforeLoadBytes, atSeconds, processes, slope: isWhole ? memorySlope(atSeconds, totals) : null };
}

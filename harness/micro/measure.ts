/** tinybench over batches: the cost of one operation, even if it is small compared with reading the clock. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Bench } from 'tinybench';
import type { Figure } from '../records/micro.ts';

/** A batch takes some milliseconds: this many give a median even if the given time is short. */
const LEAST_BATCHES = 30;
/** Warm-up time as a share of the measuring time. */
const WARMUP_SHARE = 0.5;

export interface Benchmark extends Pick<Figure, 'id' | 'app' | 'clock' | 'operationsPerSample'> {
  /**
   * Minimum for the warm-up. V8 compiles in the background, so that on a busy host time alone does not show that it
   * is done.
   */
  readonly warmupOperations: number;
  /**
   * batchMs runs one batch. Its results are used and checked, so that V8 cannot drop the work.
   *
   * @returns milliseconds on the benchmark's clock
   */
  readonly batchMs: () => number | Promise<number>;
}

/**
 * cpuTimeMs is the CPU time of this process so far, in milliseconds: all threads, in the program and in the kernel.
 * Unlike elapsed time it does not grow if other processes keep the cores busy.
 */
export function cpuTimeMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** cpuOf is the CPU time of this process for a batch, in milliseconds. */
export async function cpuOf(batch: () => void | Promise<void>): Promise<number> {
  const fromMs = cpuTimeMs();
  await batch();
  return cpuTimeMs() - fromMs;
}

/** @param timeMs for each benchmark, after its warm-up */
export async function measure(benchmarks: readonly Benchmark[], timeMs: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const benchmark of benchmarks) figures.push(await measureOne(benchmark, timeMs));
  return figures;
}

async function measureOne(
  { batchMs, warmupOperations, ...benchmark }: Benchmark,
  timeMs: number,
): Promise<Figure> {
  const bench = new Bench({
    time: timeMs,
    iterations: LEAST_BATCHES,
    warmupTime: timeMs * WARMUP_SHARE,
    warmupIterations: Math.ceil(warmupOperations / benchmark.operationsPerSample),
    throws: true,
  }).add(benchmark.id, async () => {
    const fromMs = performance.now();
    const costMs = await batchMs();
    // A batch that only awaits promises would leave timers, sockets and finalizers waiting.
    await nextTurn();
    return {
      overriddenDuration: costMs / benchmark.operationsPerSample,
      overriddenIterationCost: performance.now() - fromMs,
    };
  });
  const [task] = await bench.run();
  if (task?.result.state !== 'completed') throw new Error(`${benchmark.id} could not be measured`);
  const { p50, mad, samplesCount } = task.result.latency;
  return { ...benchmark, medianUs: p50 * 1_000, madUs: mad * 1_000, samples: samplesCount };
}

/** The cost of the harness itself: its time beside the trials', its CPU within the window, its start. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Bench } from 'tinybench';
import { readRun } from '../../judge/judge-run.ts';
import { median } from '../../stats/summary.ts';
import { littlesLawRatio } from './littles-law.ts';

const program = fileURLToPath(import.meta.resolve('../../cli.js'));

/** printCostOfRun runs every variant that this host has, and reads the record. */
export async function printCostOfRun(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-bench-self-'));
  try {
    const out = join(folder, 'run');
    const args = ['--workers', '1,2', '--trials', '2', '--duration', '5', '--warmup', '2', '--out', out];
    execFileSync(process.execPath, [program, ...args], { stdio: 'ignore' });
    const trials = (await readRun(out)).trials.filter((trial) => trial.status === 'ok');
    const own = trials.map(({ overheadSeconds }) => overheadSeconds);
    const harness = trials.map(({ cpu }) => 100 * cpu.coresByRole.harness);
    const law = trials.map(
      ({ load }) => littlesLawRatio(load.throughput, load.latency.mean, load.connections) ?? Number.NaN,
    );
    print(`  ${trials.length} trials of ${new Set(trials.map(({ cell }) => cell)).size} variants`);
    print(`  own time per trial: ${spread(own, 3)} s (at most 1 s)`);
    print(`  harness process in the window: ${spread(harness, 2)}% of a core (at most 3%)`);
    print(`  Little's law: ${Math.min(...law).toFixed(4)} to ${Math.max(...law).toFixed(4)} (within 1%)`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function spread(values: readonly number[], digits: number): string {
  return `median ${median(values).toFixed(digits)}, max ${Math.max(...values).toFixed(digits)}`;
}

/** printTimeOfHelp prints the median time of `--help`, and that of an empty Node process. */
export async function printTimeOfHelp(print: (line: string) => void): Promise<void> {
  const start = (args: readonly string[]) => () => {
    execFileSync(process.execPath, args, { stdio: 'ignore' });
  };
  const bench = new Bench({ iterations: 20, time: 0, warmupIterations: 3, warmupTime: 0 })
    .add('cluster-bench --help', start([program, '--help']))
    .add('node -e 0', start(['-e', '0']));
  await bench.run();
  for (const { name, result } of bench.tasks) {
    if (!('latency' in result)) throw new Error(`${name} could not be timed`);
    print(`  ${name}: median ${result.latency.p50.toFixed(0)} ms`);
  }
  print('  (--help: at most 150 ms)');
}

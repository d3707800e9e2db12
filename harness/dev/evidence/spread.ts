/**
 * `npm run evidence spread [-- file seconds]`: how figures of the same version spread on this host, over trials
 * within runs and between runs. Simulations and `--run-spread` assume these values. Each run is one part.
 */
import { availableParallelism } from 'node:os';
import { mean, standardDeviation, sum } from '../../stats/summary.ts';
import { table } from '../markdown-table.ts';
import { inParts } from './in-parts.ts';
import { shortRun } from './short-run.ts';

const RUNS = 12;
const TRIALS = 5;
const always = ['--workers', '1', '--proxy', 'none', '--trials', String(TRIALS)].concat(
  ['--duration', '3', '--warmup', '1'],
  availableParallelism() > 1 ? ['--cpus', 'target=0,load=1'] : [],
);
const variants = [
  { name: 'Express, 50 ms, 500 connections', args: ['--app', 'express'] },
  { name: 'Express, no delay', args: ['--app', 'express', '--scenario', 'saturate'] },
  { name: '`http`, no delay', args: ['--app', 'http', '--scenario', 'saturate'] },
] as const;

const parts = Array.from({ length: RUNS }, (_, run) =>
  variants.map(({ name, args }) => [`${name}, run ${run + 1}`, () => throughputs(args)] as const),
).flat();
const measured = await inParts('spread', new Map(parts));

async function throughputs(args: readonly string[]): Promise<number[]> {
  const { trials } = await shortRun([...always, ...args]);
  return trials.flatMap((trial) => (trial.status === 'ok' ? trial.load.throughput : []));
}

interface Row {
  readonly name: string;
  /** Logs of the trials of each run. */
  readonly runs: readonly (readonly number[])[];
}

const rows: Row[] = variants.map(({ name }) => ({
  name,
  runs: [...measured].flatMap(([part, figures]) =>
    part.startsWith(`${name}, run `) ? [figures.map(Math.log)] : [],
  ),
}));

function withinRuns({ runs }: Row): number {
  const squares = runs.map((logs) => (logs.length - 1) * (standardDeviation(logs) ?? 0) ** 2);
  return sum(squares) / sum(runs.map((logs) => logs.length - 1));
}

/** betweenRuns is the variance beyond what the trials of a run explain. */
function betweenRuns(row: Row): number {
  const ofMeans = (standardDeviation(row.runs.map(mean)) ?? 0) ** 2;
  return Math.max(0, ofMeans - withinRuns(row) / TRIALS);
}

const percent = (variance: number) => `${(100 * Math.sqrt(variance)).toFixed(1)}%`;
const right = (title: string, cell: (row: Row) => string) => ({ title, cell, align: 'right' as const });
console.log(
  table<Row>(
    [
      { title: 'variant', align: 'left', cell: ({ name }) => name },
      right('runs', ({ runs }) => String(runs.length)),
      right('trials of a run spread by', (row) => percent(withinRuns(row))),
      right('runs, beyond that, by', (row) => percent(betweenRuns(row))),
    ],
    rows.filter(({ runs }) => runs.length > 1),
  ),
);

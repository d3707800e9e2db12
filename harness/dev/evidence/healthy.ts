/**
 * `npm run evidence healthy -- 20 [file]`: runs on an undisturbed host, every warning that they raise, and how much
 * the figures of one run differ from those of the next. One line per run is appended to the file, so that an
 * interrupted series continues, and runs can be made one at a time: 1, then 2, then 3 of them.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunRecord, Warning } from '../../records/run.ts';
import { runLogsOf } from '../../stats/sides-error.ts';
import { mean, sum } from '../../stats/summary.ts';
import { table } from '../markdown-table.ts';
import { shortRun } from './short-run.ts';

/** A change of level is detected from five seconds on. */
const EACH = ['--proxy', 'none', '--duration', '5', '--warmup', '2'];
/**
 * Two cores are enough for each load: one that waits, alone and as a cluster; one that computes on one core, with the
 * load on the other; and one connection per request, and an open loop, by our own client.
 */
const LOADS = [
  ['--workers', '1,2', '--policy', 'rr', '--connections', '100', '--trials', '2'],
  ['--workers', '1', '--scenario', 'saturate', '--connections', '50', '--trials', '2'],
  ['--workers', '1', '--scenario', 'new-connections,steady-rate', '--connections', '50', '--trials', '1'],
];
/** Expected from the load that waits. */
const EXPECTED = 'connections-bind';
const METRICS = ['throughput', 'p99'] as const;

interface Figures extends Record<(typeof METRICS)[number], number[]> {
  readonly cell: string;
}

interface Line {
  readonly run: number;
  readonly startedAt: string;
  readonly seconds: number;
  readonly trials: number;
  readonly warnings: readonly (Warning & { readonly cell: string | null })[];
  readonly figures: readonly Figures[];
}

const [count, file = join('cluster-bench-report', 'evidence-healthy.jsonl')] = process.argv.slice(3);
const wanted = Number(count);
if (!(wanted >= 1)) {
  console.error('npm run evidence healthy -- 20 [file]');
  process.exit(2);
}

mkdirSync(dirname(file), { recursive: true });
for (let run = readLines().length + 1; run <= wanted; run++) {
  const line = await runOnce(run);
  appendFileSync(file, `${JSON.stringify(line)}\n`);
  const unexpected = line.warnings.filter(({ code }) => code !== EXPECTED).map(describe);
  console.log(`run ${run}: ${line.seconds.toFixed(0)} s; ${unexpected.join('; ') || 'nothing unexpected'}`);
}
printWarnings(readLines());
printSpreads(readLines());

async function runOnce(run: number): Promise<Line> {
  const startedAt = new Date();
  const records: RunRecord[] = [];
  for (const load of LOADS) records.push(await shortRun([...load, ...EACH, '--seed', String(run)]));
  return {
    run,
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1_000,
    trials: sum(records.map(({ trials }) => trials.length)),
    warnings: records.flatMap(warningsOf),
    figures: records.flatMap(figuresOf),
  };
}

function warningsOf({ warnings, trials }: RunRecord): Line['warnings'] {
  const ofTrials = trials.flatMap((trial) =>
    trial.status === 'ok' ? trial.warnings.map((warning) => ({ ...warning, cell: trial.cell })) : [],
  );
  return [...warnings, ...ofTrials];
}

function figuresOf({ cells, plan: { scenarios }, trials }: RunRecord): Figures[] {
  return cells.map(({ id }) => {
    const ok = trials.filter((trial) => trial.status === 'ok').filter(({ cell }) => cell === id);
    return {
      cell: scenarios.length > 1 ? id : `${scenarios[0]?.name}/${id}`,
      throughput: ok.map(({ load }) => load.throughput),
      p99: ok.map(({ load }) => load.latency.p99),
    };
  });
}

function describe({ code, cell, numbers }: Line['warnings'][number]): string {
  return `${code} (${cell ?? 'host'}) ${JSON.stringify(numbers)}`;
}

function readLines(): Line[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Line);
}

function printWarnings(lines: readonly Line[]): void {
  const raised = new Map<string, number>();
  for (const { code } of lines.flatMap(({ warnings }) => warnings)) {
    raised.set(code, (raised.get(code) ?? 0) + 1);
  }
  console.log(`\n${lines.length} runs, ${sum(lines.map(({ trials }) => trials))} trials; warnings raised:`);
  for (const [code, count] of raised) {
    console.log(
      `  ${code}: ${count}${code === EXPECTED ? ', as expected: the load waits for its connections' : ''}`,
    );
  }
}

/**
 * printSpreads prints standard deviations of logs, in percent: of trials within a run, of runs' means, and of runs
 * beyond their trials.
 */
function printSpreads(lines: readonly Line[]): void {
  if (lines.length < 2) return;
  const cells = [...new Set(lines.flatMap(({ figures }) => figures.map(({ cell }) => cell)))];
  const rows = cells.flatMap((cell) =>
    METRICS.map((metric) => {
      const of = lines.flatMap(({ figures }) => figures.filter((one) => one.cell === cell));
      const runs = runLogsOf(of.map((figures) => figures[metric]));
      const trialVariance =
        sum(runs.map(({ squares }) => squares)) / Math.max(1, sum(runs.map(({ trials }) => trials - 1)));
      const average = mean(runs.map((run) => run.mean));
      const meansVariance = sum(runs.map((run) => (run.mean - average) ** 2)) / Math.max(1, runs.length - 1);
      const beyond = Math.max(0, meansVariance - trialVariance * mean(runs.map(({ trials }) => 1 / trials)));
      return [cell, metric, ...[trialVariance, meansVariance, beyond].map(percent)];
    }),
  );
  const titles = ['variant', 'metric', 'trials of a run', 'means of runs', 'runs beyond their trials'];
  const columns = titles.map((title, place) => ({
    title,
    align: place < 2 ? ('left' as const) : ('right' as const),
    cell: (row: readonly string[]) => row[place] ?? '',
  }));
  console.log(`\nSpread, standard deviations of logs:\n${table(columns, rows)}`);
}

function percent(variance: number): string {
  return `${(100 * Math.sqrt(variance)).toFixed(2)}%`;
}

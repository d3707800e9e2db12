/**
 * `npm run evidence rounds [-- windows | ab]`: servers whose requests take a known time, in windows that contain few
 * of them; and `ab` of such a server with itself. Several run at a time, because they only wait.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '../../commands/exit-codes.ts';
import { readRun } from '../../judge/judge-run.ts';
import { comparisonSchema } from '../../records/comparison.ts';
import { table } from '../markdown-table.ts';
import { repositoryIn } from '../testing/repository.ts';

const program = fileURLToPath(import.meta.resolve('../../cli.js'));
/** Runs at the same time. */
const LANES = 3;
/** A timer is at most this late, including the request's transit. */
const LATE_MS = 3;
const COMPARISONS = 40;
/** Requests per second above which the CPU, not the wait, sets the figure. */
const MOST_RATE = 1_000;

interface Wait {
  readonly name: string;
  /** Wait of one request, as an expression in the server's code. */
  readonly waitMs: string;
  readonly meanMs: number;
}

const lockstep = (ms: number): Wait => ({ name: `${ms} ms each`, waitMs: String(ms), meanMs: ms });
const waits: readonly Wait[] = [
  ...[5, 100, 790, 1_500, 3_020, 4_000].map(lockstep),
  { name: 'exponential, 700 ms', waitMs: '-700 * Math.log(1 - Math.random())', meanMs: 700 },
  { name: '20 ms, 1% 500 ms', waitMs: 'Math.random() < 0.01 ? 500 : 20', meanMs: 24.8 },
  { name: '20 ms, 5% 2 s', waitMs: 'Math.random() < 0.05 ? 2000 : 20', meanMs: 119 },
];
const windows = [
  { seconds: 2, connections: 60 },
  { seconds: 5, connections: 1 },
  { seconds: 10, connections: 60 },
  { seconds: 10, connections: 500 },
  { seconds: 30, connections: 60 },
];

interface Figure {
  readonly wait: Wait;
  readonly seconds: number;
  readonly connections: number;
  /** Null if the trial has no figure. */
  readonly measured: {
    readonly throughput: number;
    readonly counted: number;
    readonly resolution: number;
  } | null;
}

const scratch = mkdtempSync(join(tmpdir(), 'cluster-bench-evidence-'));
try {
  const [part] = process.argv.slice(3);
  if (part !== 'ab') await printWindows();
  if (part !== 'windows') await printComparisons();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function printWindows(): Promise<void> {
  const settings = waits.flatMap((wait) => windows.map((window) => ({ wait, ...window })));
  const figures = await inLanes(
    settings.filter((setting) => trueRate(setting) <= MOST_RATE),
    measure,
  );
  console.log(
    table<Figure>(
      [
        { title: 'request', align: 'left', cell: ({ wait }) => wait.name },
        { title: 'window (s)', align: 'right', cell: ({ seconds }) => String(seconds) },
        { title: 'connections', align: 'right', cell: ({ connections }) => String(connections) },
        { title: 'true (req/s)', align: 'right', cell: (figure) => trueRate(figure).toFixed(2) },
        {
          title: 'measured',
          align: 'right',
          cell: ({ measured }) => measured?.throughput.toFixed(2) ?? 'none',
        },
        { title: 'counted / s', align: 'right', cell: ({ measured }) => measured?.counted.toFixed(2) ?? '' },
        { title: 'off', align: 'right', cell: (figure) => percent(offBy(figure)) },
        {
          title: 'resolution',
          align: 'right',
          cell: ({ measured }) => percent(measured?.resolution ?? null),
        },
        { title: 'within', align: 'left', cell: isWithin },
      ],
      figures,
    ),
  );
}

async function printComparisons(): Promise<void> {
  const comparisons = Array.from(
    { length: COMPARISONS },
    (_, index) => 700 + (2_300 * index) / (COMPARISONS - 1),
  );
  const verdicts = await inLanes(comparisons, compareWithItself);
  const counts = new Map<string, number>();
  for (const { verdict } of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  console.log(
    `\n${COMPARISONS} comparisons of a server with itself, waits of 0.7 to 3 s: ${[...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')}`,
  );
  console.log(
    verdicts
      .map(({ waitMs, verdict, change }) => `${waitMs.toFixed(0)} ms: ${verdict} ${percent(change)}`)
      .join('; '),
  );
}

/** trueRate is connections / time of a request, without late timers. */
function trueRate({ wait, connections }: Pick<Figure, 'wait' | 'connections'>): number {
  return (1_000 * connections) / wait.meanMs;
}

/** offBy is 0 between the figures of timers on time and of late ones. */
function offBy(figure: Figure): number | null {
  const { measured, wait, connections } = figure;
  if (measured === null) return null;
  const most = trueRate(figure);
  const least = (1_000 * connections) / (wait.meanMs + LATE_MS);
  if (measured.throughput > most) return measured.throughput / most - 1;
  return measured.throughput < least ? measured.throughput / least - 1 : 0;
}

/** isWithin allows three standard errors for chance: with few random waits their mean varies. */
function isWithin(figure: Figure): string {
  const off = offBy(figure);
  if (off === null || figure.measured === null) return 'no figure';
  const { wait, seconds } = figure;
  const isRandom = Number.isNaN(Number(wait.waitMs));
  const spread = wait.name.startsWith('exponential') ? 1 : wait.name.includes('5%') ? 3.6 : 1.9;
  const chance = isRandom ? (3 * spread) / Math.sqrt(Math.max(1, trueRate(figure) * seconds)) : 0;
  const allowed = Math.max(0.01, figure.measured.resolution) + chance;
  return Math.abs(off) <= allowed ? 'yes' : `NO (${percent(allowed)} allowed)`;
}

function percent(value: number | null): string {
  return value === null ? '' : `${(100 * value).toFixed(2)}%`;
}

async function measure({ wait, seconds, connections }: Omit<Figure, 'measured'>): Promise<Figure> {
  const folder = mkdtempSync(join(scratch, 'run-'));
  const script = join(folder, 'server.cjs');
  writeFileSync(script, serverOf(wait.waitMs));
  const out = join(folder, 'run');
  const load = ['--connections', String(connections), '--duration', String(seconds), '--warmup', '1'];
  const status = await runProgram(
    [
      ...['--app', script, '--path', '/', '--workers', '1', '--proxy', 'none', '--trials', '1'],
      ...load,
      ...['--out', out],
    ],
    folder,
  );
  if (status !== exitCodes.done && status !== exitCodes.failed)
    throw new Error(`the run ended with ${status}`);
  const [trial] = (await readRun(out)).trials;
  console.error(`${wait.name}, ${seconds} s, ${connections} connections: ${trial?.status}`);
  const measured =
    trial?.status === 'ok'
      ? {
          throughput: trial.load.throughput,
          counted: trial.load.completedPerSecond,
          resolution: trial.load.resolution,
        }
      : null;
  return { wait, seconds, connections, measured };
}

function serverOf(waitMs: string): string {
  return `require('http').createServer((_, response) => setTimeout(() => response.end('ok'), ${waitMs})).listen(process.env.PORT);\n`;
}

interface Verdict {
  readonly waitMs: number;
  readonly verdict: string;
  readonly change: number | null;
}

async function compareWithItself(waitMs: number, number: number): Promise<Verdict> {
  const folder = mkdtempSync(join(scratch, 'repository-'));
  const repository = repositoryIn(folder);
  repository.git('init', '--quiet', '--initial-branch', 'main');
  repository.git('config', 'user.name', 'Ada');
  repository.git('config', 'user.email', 'ada@example.invalid');
  repository.commit({ 'server.cjs': serverOf(String(waitMs)) });
  repository.commit({ 'README.md': 'The same server.\n' });
  const out = join(mkdtempSync(join(scratch, 'ab-')), 'out');
  const load = ['--connections', '60', '--duration', '5', '--warmup', '1', '--max-pairs', '6'];
  const versions = ['ab', '--base', 'HEAD~1', '--head', 'HEAD', '--app', './server.cjs', '--path', '/'];
  const status = await runProgram([...versions, ...load, '--seed', String(number + 1), '--out', out], folder);
  if (status !== exitCodes.done && status !== exitCodes.failed) throw new Error(`ab ended with ${status}`);
  const text = readFileSync(join(out, 'comparison.json'), 'utf8');
  const [cell] = comparisonSchema.parse(JSON.parse(text)).cells;
  console.error(`${waitMs.toFixed(0)} ms: ${cell?.verdict}`);
  return { waitMs, verdict: cell?.verdict ?? 'nothing', change: cell?.primary.change ?? null };
}

function runProgram(args: readonly string[], cwd: string): Promise<number | null> {
  return new Promise((resolve) => {
    spawn(process.execPath, [program, ...args], { cwd, stdio: 'ignore' }).once('exit', resolve);
  });
}

/** inLanes works on several items at a time; results are in the order of the items. */
async function inLanes<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const pending = [...items.entries()];
  const lane = async () => {
    for (let next = pending.shift(); next; next = pending.shift()) {
      const [index, item] = next;
      results[index] = await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return results;
}

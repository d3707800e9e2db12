/**
 * `npm run evidence ab -- aa 100` and `-- slowed 20`: whole comparisons by `ab` of identical versions, and of one
 * that is 5% slower. One line per comparison is appended to a file, so that an interrupted series continues; prints
 * the table of docs/evidence.md.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CompareVerdict, comparisonSchema } from '../../records/comparison.ts';
import { median } from '../../stats/summary.ts';
import { table } from '../markdown-table.ts';
import { makeRepository, ROUNDS, SERVER } from './slowed-app.ts';

const program = fileURLToPath(import.meta.resolve('../../cli.js'));

/** Additional work per request in the slowed version: 5% less throughput if a request did nothing else. */
const MORE_WORK = 1 / 0.95 - 1;
/**
 * Few connections: a busy process accepts one between two responses, and with many the first second would consist of
 * that.
 */
const load = ['--duration', '1', '--warmup', '0.25', '--connections', '4', '--path', '/'];
const pinned = availableParallelism() > 1 ? ['--cpus', 'target=0,load=1'] : [];

type Kind = 'aa' | 'slowed';

interface Line {
  readonly kind: Kind;
  readonly number: number;
  readonly startedAt: string;
  readonly verdict: CompareVerdict;
  readonly change: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly pairs: number | null;
  readonly seconds: number;
}

const [word, count, file = join('cluster-bench-report', 'evidence-ab.jsonl')] = process.argv.slice(3);
const kind = (['aa', 'slowed'] as const).find((known) => known === word);
const wanted = Number(count);
if (!kind || !(wanted >= 1)) {
  console.error('npm run evidence ab -- aa 100 [file] | slowed 20 [file]');
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'cluster-bench-evidence-'));
try {
  mkdirSync(dirname(file), { recursive: true });
  const repository = join(scratch, 'repository');
  makeRepository(repository, { base: 0, same: 0, slowed: Math.round(MORE_WORK * ROUNDS) });
  for (let number = linesOf(kind).length + 1; number <= wanted; number++) {
    const line = JSON.stringify(compareOnce(kind, number, repository));
    appendFileSync(file, `${line}\n`);
    console.log(line);
  }
  print(kind, linesOf(kind));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function compareOnce(kind: Kind, number: number, repository: string): Line {
  const startedAt = new Date();
  const head = kind === 'aa' ? 'same' : 'slowed';
  const { verdict, primary, pairs } = runAb(repository, ['--head', head, '--seed', String(number)]);
  const { change, interval } = primary;
  const seconds = (Date.now() - startedAt.getTime()) / 1_000;
  return { kind, number, startedAt: startedAt.toISOString(), verdict, change, interval, pairs, seconds };
}

/** runAb is a whole comparison, started as by a user. */
function runAb(cwd: string, args: readonly string[]) {
  const out = mkdtempSync(join(scratch, 'out-'));
  const fixed = ['ab', '--base', 'base', '--app', `./${SERVER}`, ...load, ...pinned, '--out', out];
  const { status, stderr } = spawnSync(process.execPath, [program, ...fixed, ...args], {
    cwd,
    encoding: 'utf8',
  });
  // 1: a regression was found, or a trial failed. The comparison exists in both cases.
  if (status !== 0 && status !== 1) throw new Error(`ab ended with ${status}: ${stderr}`);
  const { cells } = comparisonSchema.parse(JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8')));
  rmSync(out, { recursive: true, force: true });
  const [cell] = cells;
  if (!cell) throw new Error(`ab compared nothing: ${stderr}`);
  return cell;
}

function linesOf(kind: Kind): Line[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return lines.map((line) => JSON.parse(line) as Line).filter((line) => line.kind === kind);
}

function print(kind: Kind, lines: readonly Line[]): void {
  const of = (...verdicts: CompareVerdict[]) => lines.filter(({ verdict }) => verdicts.includes(verdict));
  const decided = lines.filter(({ verdict }) => verdict !== 'undecided');
  const medianOf = (figure: (line: Line) => number) =>
    decided.length === 0 ? '-' : median(decided.map(figure)).toFixed(0);
  const changes = lines.flatMap(({ change }) => (change === null ? [] : [100 * change]));
  const rows: [string, string][] = [
    ['comparisons', String(lines.length)],
    ['regression', String(of('regression').length)],
    ['improvement', String(of('improvement').length)],
    ['no change', String(of('no-change').length)],
    ['undecided', String(of('undecided').length)],
    ['median change', changes.length === 0 ? '-' : `${median(changes).toFixed(2)}%`],
    ['median time to a decision', `${medianOf(({ seconds }) => seconds)} s`],
    ['median pairs to a decision', medianOf(({ pairs }) => pairs ?? 0)],
  ];
  const title =
    kind === 'aa'
      ? 'the same version twice'
      : `a version with ${(100 * MORE_WORK).toFixed(2)}% more work per request`;
  const column = (title: string, place: 0 | 1, align: 'left' | 'right') => ({
    title,
    align,
    cell: (row: readonly [string, string]) => row[place],
  });
  console.log(table([column(title, 0, 'left'), column('', 1, 'right')], rows));
}

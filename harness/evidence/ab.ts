/**
 * `npm run evidence ab -- aa 100` and `-- slowed 20`: whole comparisons by `ab` of versions that are the same, and of
 * one that is 5 % slower. A line a comparison is appended to a file, so that what was cut short goes on; prints the
 * table of docs/evidence.md.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '../../reports/table.ts';
import { type CompareVerdict, comparisonSchema } from '../comparison.ts';
import { median } from '../stats/summary.ts';
import { ITEMS, makeRepository, SERVER } from './slowed-app.ts';

const program = fileURLToPath(import.meta.resolve('../cli.js'));

/** Throughput of the slowed version, to that of the other. */
const SLOWED = 0.95;
/** Share of the items that the version for the calibration has more: enough to be told well by a few pairs. */
const HEAVY_ITEMS = Math.round(ITEMS / 2);
const CALIBRATION_PAIRS = 12;

const load = ['--duration', '1', '--warmup', '0.5', '--connections', '32', '--path', '/'];
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

/** Of items that make the server 5 % slower: the first line of the file, for every comparison must be of the same. */
interface Calibration {
  readonly kind: 'calibration';
  readonly extraItems: number;
  readonly heavyChange: number;
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
  if (!existsSync(file)) append(calibrate());
  const { extraItems } = readLines<Calibration>('calibration')[0] ?? calibrate();
  const repository = repositoryOf({ base: 0, same: 0, slowed: extraItems });
  for (let number = readLines<Line>(kind).length + 1; number <= wanted; number++) {
    const line = compareOnce(kind, number, repository);
    append(line);
    console.log(JSON.stringify(line));
  }
  print(kind, readLines<Line>(kind));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** What each item costs follows from a version with many more of them: costs of items are proportional. */
function calibrate(): Calibration {
  const repository = repositoryOf({ base: 0, heavy: HEAVY_ITEMS });
  const pairs = ['--min-pairs', String(CALIBRATION_PAIRS), '--max-pairs', String(CALIBRATION_PAIRS)];
  const { primary } = runAb(repository, ['--head', 'heavy', '--seed', '1', ...pairs]);
  const heavyChange = primary.change ?? 0;
  const costOfItem = (1 / (1 + heavyChange) - 1) / HEAVY_ITEMS;
  const extraItems = Math.round((1 / SLOWED - 1) / costOfItem);
  console.log(
    `${HEAVY_ITEMS} items more change throughput by ${heavyChange}; ${extraItems} by ${SLOWED - 1}`,
  );
  return { kind: 'calibration', extraItems, heavyChange };
}

function compareOnce(kind: Kind, number: number, repository: string): Line {
  const startedAt = new Date();
  const head = kind === 'aa' ? 'same' : 'slowed';
  const { verdict, primary, pairs } = runAb(repository, ['--head', head, '--seed', String(number)]);
  const { change, interval } = primary;
  const seconds = (Date.now() - startedAt.getTime()) / 1_000;
  return { kind, number, startedAt: startedAt.toISOString(), verdict, change, interval, pairs, seconds };
}

/** A whole comparison, as a user would start it. */
function runAb(cwd: string, args: readonly string[]) {
  const out = mkdtempSync(join(scratch, 'out-'));
  const fixed = ['ab', '--base', 'base', '--app', `./${SERVER}`, ...load, ...pinned, '--out', out];
  const { status, stderr } = spawnSync(process.execPath, [program, ...fixed, ...args], {
    cwd,
    encoding: 'utf8',
  });
  // 1: a regression was found, or a trial failed; the comparison is there either way.
  if (status !== 0 && status !== 1) throw new Error(`ab ended with ${status}: ${stderr}`);
  const { cells } = comparisonSchema.parse(JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8')));
  rmSync(out, { recursive: true, force: true });
  const [cell] = cells;
  if (!cell) throw new Error(`ab compared nothing: ${stderr}`);
  return cell;
}

function repositoryOf(versions: Readonly<Record<string, number>>): string {
  const folder = mkdtempSync(join(scratch, 'repository-'));
  makeRepository(folder, versions);
  return folder;
}

function append(line: Line | Calibration): void {
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

function readLines<Kept extends Line | Calibration>(kind: Kept['kind']): Kept[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Kept).filter((line) => line.kind === kind);
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
    ['median change', changes.length === 0 ? '-' : `${median(changes).toFixed(2)} %`],
    ['median time to a decision', `${medianOf(({ seconds }) => seconds)} s`],
    ['median pairs to a decision', medianOf(({ pairs }) => pairs ?? 0)],
  ];
  const title = kind === 'aa' ? 'the same version twice' : `a version with ${SLOWED} of the throughput`;
  const column = (title: string, place: 0 | 1, align: 'left' | 'right') => ({
    title,
    align,
    cell: (row: readonly [string, string]) => row[place],
  });
  console.log(table([column(title, 0, 'left'), column('', 1, 'right')], rows));
}

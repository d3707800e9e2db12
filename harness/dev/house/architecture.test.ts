/** The floors of the house: imports run down them, never up, and never in a circle. Read off the files' import lines. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

/** From the top down. A floor may import any below it; rooms that share a floor may not import each other. */
const FLOORS: readonly (readonly string[])[] = [
  ['harness/cli.ts'],
  ['harness/commands/'],
  ['harness/terminal/'],
  ['harness/nightly/'],
  ['harness/ab/', 'harness/history/'],
  ['harness/compare/', 'harness/micro/'],
  ['harness/run/'],
  ['harness/trial/'],
  ['harness/config/'],
  ['harness/judge/'],
  ['harness/load/'],
  ['harness/observe/'],
  ['harness/host/'],
  ['harness/processes/'],
  ['harness/stats/'],
  ['harness/records/'],
];

/** Beside the floors: what each may import of the harness. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  'reports/': ['harness/records/', 'harness/stats/'],
  'targets/': ['harness/records/'],
  'scenarios/': ['harness/records/', 'targets/'],
};

/** The lowest floor that may import reports: a run is measured, and only then reported. */
const LOWEST_ABOVE_REPORTS = FLOORS.findIndex((rooms) => rooms.includes('harness/compare/'));

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = ['harness', 'scenarios', 'targets', 'reports'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\.d\.ts$|\/testing\/|^harness\/dev\//.test(file)),
);

/** Every import of ours by ours, types included, but for tests and what is made for them. */
const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(from, 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s[^;'"]*?from\s+'(\.[^']+)'/gms);
  const calls = text.matchAll(/\bimport\('(\.[^']+)'\)/g);
  return [...statements, ...calls].map(([, path = '']) => ({ from, to: join(dirname(from), path) }));
});

const floorOf = (file: string) => FLOORS.findIndex((rooms) => rooms.some((room) => file.startsWith(room)));
const roomOf = (file: string) => FLOORS.flat().find((room) => file.startsWith(room));
const told = ({ from, to }: Import) => `${from} -> ${to}`;

test('the imports were found', () => {
  assert.ok(imports.length > 1000);
  assert.ok(imports.some(({ from, to }) => from === 'harness/run/run.ts' && to === 'harness/run/plan.ts'));
});

test('the harness has no loose file but the program', () => {
  assert.deepEqual(
    readdirSync('harness', { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])),
    ['cli.ts'],
  );
});

test('each room of the harness has its floor', () => {
  assert.deepEqual(
    files.filter((file) => file.startsWith('harness/') && floorOf(file) < 0),
    [],
  );
});

test('no import runs up, or across a floor', () => {
  const isWrong = ({ from, to }: Import) =>
    floorOf(from) >= 0 && floorOf(to) >= 0 && roomOf(from) !== roomOf(to) && floorOf(to) <= floorOf(from);
  assert.deepEqual(imports.filter(isWrong).map(told), []);
});

test('reports, targets and scenarios know contracts and statistics alone', () => {
  for (const [folder, allowed] of Object.entries(BESIDE)) {
    const isWrong = ({ from, to }: Import) =>
      from.startsWith(folder) && !to.startsWith(folder) && !allowed.some((room) => to.startsWith(room));
    assert.deepEqual(imports.filter(isWrong).map(told), []);
  }
});

test('what measures knows nothing of reports', () => {
  const isWrong = ({ from, to }: Import) => to.startsWith('reports/') && floorOf(from) > LOWEST_ABOVE_REPORTS;
  assert.deepEqual(imports.filter(isWrong).map(told), []);
});

test('no files import each other in a circle', () => {
  const importsOf = new Map(files.map((file) => [file, new Set<string>()]));
  for (const { from, to } of imports) importsOf.get(from)?.add(to);
  // What imports nothing that is left is no part of a circle: what remains in the end is.
  for (let isDone = false; !isDone; ) {
    const free = [...importsOf].filter(([, to]) => [...to].every((file) => !importsOf.has(file)));
    for (const [file] of free) importsOf.delete(file);
    isDone = free.length === 0;
  }
  assert.deepEqual([...importsOf.keys()], []);
});

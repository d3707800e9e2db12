/** The layers of the code: imports go down, never up, and never in a circle. Read from the files' import lines. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

/** From the top down. A layer may import any below it; folders that share a layer may not import each other. */
const LAYERS: readonly (readonly string[])[] = [
  ['harness/cli.ts'],
  ['harness/commands/'],
  ['harness/terminal/'],
  ['harness/library/', 'harness/init/'],
  ['harness/nightly/', 'harness/github/'],
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

/** Folders beside the layers, and what each may import of the harness. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  'reports/': ['harness/records/', 'harness/stats/'],
  'targets/': ['harness/records/'],
  'scenarios/': ['harness/records/', 'targets/'],
};

/** A flag names outputs, which are reports. */
const NAMES_OF_OUTPUTS = 'harness/config/options/known-names.ts -> reports/outputs/index.ts';

/** The lowest layer that may import reports: a run is measured before it is reported. */
const LOWEST_ABOVE_REPORTS = LAYERS.findIndex((folders) => folders.includes('harness/compare/'));

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = ['harness', 'scenarios', 'targets', 'reports'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\.d\.ts$|\/testing\/|^harness\/dev\//.test(file)),
);

/** Every import of our own files, types included, except in tests and their helpers. */
const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(from, 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s[^;'"]*?from\s+'(\.[^']+)'/gms);
  const calls = text.matchAll(/\bimport\('(\.[^']+)'\)/g);
  return [...statements, ...calls].map(([, path = '']) => ({ from, to: join(dirname(from), path) }));
});

const layerOf = (file: string) =>
  LAYERS.findIndex((folders) => folders.some((folder) => file.startsWith(folder)));
const folderOf = (file: string) => LAYERS.flat().find((folder) => file.startsWith(folder));
const arrow = ({ from, to }: Import) => `${from} -> ${to}`;

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

test('each folder of the harness has its layer', () => {
  assert.deepEqual(
    files.filter((file) => file.startsWith('harness/') && layerOf(file) < 0),
    [],
  );
});

test('no import goes up, or across a layer', () => {
  const isWrong = ({ from, to }: Import) =>
    layerOf(from) >= 0 && layerOf(to) >= 0 && folderOf(from) !== folderOf(to) && layerOf(to) <= layerOf(from);
  assert.deepEqual(imports.filter(isWrong).map(arrow), []);
});

test('reports, targets and scenarios import contracts and statistics alone', () => {
  for (const [folder, allowed] of Object.entries(BESIDE)) {
    const isWrong = ({ from, to }: Import) =>
      from.startsWith(folder) && !to.startsWith(folder) && !allowed.some((folder) => to.startsWith(folder));
    assert.deepEqual(imports.filter(isWrong).map(arrow), []);
  }
});

test('measuring code does not import reports', () => {
  const isWrong = ({ from, to }: Import) => to.startsWith('reports/') && layerOf(from) > LOWEST_ABOVE_REPORTS;
  assert.deepEqual(imports.filter(isWrong).map(arrow), [NAMES_OF_OUTPUTS]);
});

test('no files import each other in a circle', () => {
  const importsOf = new Map(files.map((file) => [file, new Set<string>()]));
  for (const { from, to } of imports) importsOf.get(from)?.add(to);
  // A file all of whose imports are gone is not in a circle. What remains in the end is.
  for (let isDone = false; !isDone; ) {
    const free = [...importsOf].filter(([, to]) => [...to].every((file) => !importsOf.has(file)));
    for (const [file] of free) importsOf.delete(file);
    isDone = free.length === 0;
  }
  assert.deepEqual([...importsOf.keys()], []);
});

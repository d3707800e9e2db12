/** Arrows run one way: who may import whom, read off the files' import lines. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typesOnly: boolean;
}

const FOLDERS = ['harness', 'scenarios', 'targets', 'reports'];

/** Every import of ours by ours, but for tests and what is made for them. */
const imports: readonly Import[] = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\.d\.ts$|\/testing\//.test(file)),
).flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'(\.[^']+)'/gms);
  const calls = text.matchAll(/\bimport\('(\.[^']+)'\)/g);
  const to = (path: string) => join(dirname(file), path);
  return [
    ...[...statements].map(([, type, path = '']) => ({
      from: file,
      to: to(path),
      typesOnly: type !== undefined,
    })),
    ...[...calls].map(([, path = '']) => ({ from: file, to: to(path), typesOnly: false })),
  ];
}

/** Imports that leave a folder for somewhere that is not allowed. */
function strays(from: string, allowed: (line: Import) => boolean): string[] {
  return imports
    .filter((line) => line.from.startsWith(from) && !line.to.startsWith(from) && !allowed(line))
    .map((line) => `${line.from} -> ${line.to}`);
}

const within =
  (...places: string[]) =>
  (line: Import) =>
    places.some((place) => line.to.startsWith(place));

test('the imports were found', () => {
  assert.ok(imports.length > 100);
  assert.ok(imports.some(({ from, to }) => from === 'harness/run.ts' && to === 'harness/plan.ts'));
  assert.ok(imports.some(({ typesOnly }) => typesOnly));
});

test('the record, a comparison and a history import nothing of ours, and statistics nothing but the record', () => {
  assert.deepEqual(
    strays('harness/comparison.ts', () => false),
    [],
  );
  assert.deepEqual(
    strays('harness/history.ts', () => false),
    [],
  );
  assert.deepEqual(
    strays('harness/record.ts', () => false),
    [],
  );
  assert.deepEqual(strays('harness/stats/', within('harness/record.ts')), []);
});

test('a night imports nothing of ours but the comparison', () => {
  assert.deepEqual(strays('harness/night.ts', within('harness/comparison.ts')), []);
});

test('reports know the record, comparisons, histories, nights and statistics alone', () => {
  assert.deepEqual(
    strays(
      'reports/',
      within(
        'harness/record.ts',
        'harness/comparison.ts',
        'harness/history.ts',
        'harness/night.ts',
        'harness/stats/',
      ),
    ),
    [],
  );
});

test('targets and scenarios import nothing of the harness but types', () => {
  for (const folder of ['targets/', 'scenarios/'])
    assert.deepEqual(
      strays(folder, (line) => line.typesOnly),
      [],
    );
});

test('processes know nothing of what they are for', () => {
  assert.deepEqual(strays('harness/processes/', within('targets/topology.ts')), []);
});

test('what measures knows nothing of trials, runs, commands and reports', () => {
  const shared = [
    'harness/record.ts',
    'harness/stats/',
    'harness/processes/',
    'harness/observe/clock.ts',
    'harness/random.ts',
    'targets/',
    'scenarios/',
  ];
  for (const folder of ['harness/load/', 'harness/observe/'])
    assert.deepEqual(strays(folder, within(...shared)), []);
});

test('what judges knows figures alone: it can judge again from a record', () => {
  const pure = within(
    'harness/record.ts',
    'harness/stats/',
    'harness/host-checks/host-warnings.ts',
    'harness/load/latency-with-failures.ts',
    'harness/load/refused-pause.ts',
  );
  assert.deepEqual(
    strays('harness/judge/', (line) => pure(line) || line.typesOnly),
    [],
  );
});

test('a run knows nothing of commands and reports', () => {
  const files = ['run', 'trials', 'trial', 'trial-context', 'preparation', 'warm-up', 'plan', 'journal'];
  for (const file of files.map((name) => `harness/${name}.ts`)) {
    assert.deepEqual(
      strays(file, (line) => !/^reports\/|^harness\/commands\//.test(line.to)),
      [],
    );
  }
});

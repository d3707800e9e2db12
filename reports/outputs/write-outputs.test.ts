import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../harness/dev/testing/cli.ts';
import { exampleNight } from '../testing/example-night.ts';
import { mixedComparison } from '../testing/mixed-comparison.ts';
import { outputsRecord } from '../testing/outputs-record.ts';
import { outputs } from './index.ts';
import { writeOutputs } from './write-outputs.ts';

const all = outputs.map(({ name }) => name);

const loaded = await Promise.all(outputs.map(({ load }) => load()));

test('each output has files of the kinds that it names', () => {
  assert.deepEqual(
    loaded.map((files) => Object.keys(files)),
    outputs.map(({ of }) => of),
  );
});

test('files of a run, a comparison and a night have names of their own', () => {
  const comparison = mixedComparison();
  const ofRuns = loaded.flatMap(({ run }) => run?.(outputsRecord()) ?? []);
  const ofComparisons = loaded.flatMap((files) => files.comparison?.(comparison) ?? []);
  const names = [...ofRuns, ...ofComparisons].map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  const ofNights = loaded.flatMap(({ night }) => night?.(exampleNight(), comparison) ?? []);
  assert.ok(ofNights.length > 0 && ofNights.every((file) => !ofRuns.some(({ name }) => name === file.name)));
});

test('only the named outputs are written, and none that has no files of the record', async (context) => {
  const folder = join(temporaryFolder(context), 'new');
  const { files, failures } = await writeOutputs(
    all,
    ({ comparison }) => comparison?.(mixedComparison()),
    folder,
  );
  assert.deepEqual(failures, []);
  assert.deepEqual(
    files,
    ['comparison-junit.xml', 'comparison.csv'].map((name) => join(folder, name)),
  );
  assert.deepEqual(readdirSync(folder).toSorted(), ['comparison-junit.xml', 'comparison.csv']);
});

test('an output that cannot be written is named, and the others are whole', async (context) => {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, 'results.csv'));
  const { files, failures } = await writeOutputs(all, ({ run }) => run?.(outputsRecord()), folder);
  assert.equal(failures.length, 1);
  assert.match(failures[0] ?? '', /^the output csv could not be written: .*results\.csv/);
  assert.equal(files.length, 4);
  assert.match(readFileSync(join(folder, 'metrics.prom'), 'utf8'), /# EOF\n$/);
});

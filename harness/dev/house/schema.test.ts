import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { exampleRecord } from '../../../reports/testing/example-record.ts';
import { schemaFiles } from '../schema.ts';
import { compared, faster, namedRun } from '../testing/compared-runs.ts';
import { gateRules } from '../testing/gate-rule.ts';
import { againstSchema } from '../testing/json-schema.ts';

for (const [file, text] of Object.entries(schemaFiles)) {
  test(`${file} is as written by \`npm run schema\``, async () => {
    assert.equal(readFileSync(file, 'utf8'), await text());
  });
}

/** written is the value as another program reads it. */
const written = (value: unknown) => JSON.parse(JSON.stringify(value));

test('a run matches its schema, and a damaged one does not', () => {
  const record = written(exampleRecord());
  assert.deepEqual(againstSchema('run.schema.json', record), []);
  assert.notDeepEqual(againstSchema('run.schema.json', { ...record, seed: -1 }), []);
});

test('a comparison matches its schema, whatever its result, and a damaged one does not', () => {
  const base = namedRun({ path: 'base' });
  const gates = gateRules('p99 * < 9', 'rss single < 9');
  for (const comparison of [
    compared(base, base),
    compared(base, namedRun({ day: 2, alter: faster(0.9) }), { gates }),
    compared(base, namedRun({ day: 2, alter: () => null })),
    compared(namedRun({ trials: 1 }), namedRun({ day: 2, trials: 1 })),
    compared(base, namedRun({ day: 2, alter: faster((trial) => (trial === 1 ? 1e308 : 0)) })),
    compared([base, namedRun({ day: 3, workers: [1, 4] })], namedRun({ day: 2, workers: [2] })),
  ]) {
    assert.deepEqual(againstSchema('comparison.schema.json', written(comparison)), []);
  }
  const { cells, ...others } = written(compared(base, base));
  assert.deepEqual(againstSchema('comparison.schema.json', others), [" must have required property 'cells'"]);
  cells[0].verdict = 'faster';
  cells[0].primary.change = null;
  cells[0].adjustedP = 2;
  assert.deepEqual(againstSchema('comparison.schema.json', { ...others, cells }), [
    '/cells/0/verdict must be equal to one of the allowed values',
    '/cells/0/adjustedP must be <= 1',
    '/cells/0/adjustedP must be null',
    '/cells/0/adjustedP must match a schema in anyOf',
  ]);
});

test('a configuration file matches its schema, and a wrong one does not', () => {
  const errors = (file: object) => againstSchema('config.schema.json', file);
  const whole = {
    $schema: './docs/config.schema.json',
    workers: [1, 8],
    policy: 'rr,none',
    proxy: ['none'],
    app: './server.js',
    connections: 'auto',
    duration: '2m',
    delay: 80,
    maxErrors: '2%',
    'load-processes': 2,
    https: true,
    rate: 5000,
  };
  assert.deepEqual(errors(whole), []);
  assert.deepEqual(errors({ connections: 0 }), [
    '/connections must be >= 1',
    '/connections must be equal to constant',
    '/connections must match a schema in anyOf',
  ]);
  for (const file of [
    { wrokers: 1 },
    { config: 'other.json' },
    { https: 'maybe' },
    { arrivals: 'often' },
    { policy: 'rr,nome' },
  ]) {
    assert.notDeepEqual(errors(file), [], JSON.stringify(file));
  }
});

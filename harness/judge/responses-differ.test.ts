import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord } from '../../reports/testing/example-record.ts';
import type { Cell, OkTrial } from '../records/run.ts';
import { responsesDiffer } from './responses-differ.ts';

function found(alter: (trial: OkTrial, cell: Cell) => OkTrial) {
  const { cells, trials } = exampleRecord({
    ...{ workers: [1, 2], policies: ['rr'], proxies: ['none', 'nginx'], trials: 2 },
    apps: ['express', 'fastify'],
    alter,
  });
  return responsesDiffer(cells, trials);
}

const gzip = (trial: OkTrial): OkTrial => ({
  ...trial,
  response: { ...trial.response, headers: { 'content-encoding': 'gzip' }, bytes: 40 },
});

test('variants that respond alike are not reported', () => {
  assert.deepEqual(
    found((trial) => trial),
    [],
  );
});

test('an app that compresses behind a proxy alone is reported once, against its single process', () => {
  const [warning, ...others] = found((trial, cell) =>
    cell.app === 'express' && cell.proxy !== null ? gzip(trial) : trial,
  );
  assert.deepEqual(others, []);
  assert.equal(warning?.code, 'responses-differ');
  assert.equal(warning.cell, null);
  assert.ok((warning.numbers.responseVariants ?? 0) > 1);
  assert.match(
    warning.text,
    /^db-wait\/express\/nginx\S+ does not respond as db-wait\/express\/single does: content-encoding gzip instead of none, .*40 instead of 312 bytes; so do others: /,
  );
});

test('apps are not compared with each other', () => {
  assert.deepEqual(
    found((trial, cell) => (cell.app === 'fastify' ? gzip(trial) : trial)),
    [],
  );
});

test('sizes that differ between trials of a variant vary', () => {
  const vary = (trial: OkTrial, cell: Cell): OkTrial => ({
    ...trial,
    response: { ...trial.response, bytes: 312 + trial.trial + (cell.isReference ? 0 : 5) },
  });
  assert.deepEqual(found(vary), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFailure } from './explain-failure.ts';

const reasonFor = (...lastLines: readonly string[]) =>
  explainFailure({ reason: 'server.js ended before it listened (exit code 9)', lastLines }).reason;

test('an out-of-memory crash says how to give it more', () => {
  for (const line of [
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
    '# Fatal JavaScript out of memory: Reached heap limit',
  ])
    assert.match(
      reasonFor('listening', line),
      /^server\.js ended .*\(exit code 9\): it ran out of memory \(JavaScript heap\); give it more with NODE_OPTIONS=--max-old-space-size=4096 \(in MB\)$/,
    );
});

test('a Node that refuses NODE_OPTIONS has that variable named', () => {
  for (const line of [
    'node: --nope is not allowed in NODE_OPTIONS',
    '/opt/node/bin/node: bad option: --max-old-space-size=abc',
    'node: invalid value for NODE_OPTIONS (unterminated string)',
  ])
    assert.match(
      reasonFor(line),
      /: the Node that runs it refuses what NODE_OPTIONS holds; correct or unset/,
    );
  assert.match(
    reasonFor("Error: Cannot find module './instrument.js'", 'Require stack:', '- internal/preload'),
    /: a module that NODE_OPTIONS loads could not be found; give its absolute path$/,
  );
});

test('other last lines change nothing', () => {
  assert.equal(
    reasonFor('TypeError: x is not a function'),
    'server.js ended before it listened (exit code 9)',
  );
});

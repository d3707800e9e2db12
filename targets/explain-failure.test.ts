import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFailure } from './explain-failure.ts';

const reasonFor = (...lastLines: readonly string[]) =>
  explainFailure({ reason: 'server.js ended before it listened (exit code 9)', lastLines }).reason;

test('an out-of-memory crash names the option for more memory', () => {
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

test('the failure names NODE_OPTIONS when Node refuses its content', () => {
  for (const line of [
    'node: --nope is not allowed in NODE_OPTIONS',
    '/opt/node/bin/node: bad option: --max-old-space-size=abc',
    'node: invalid value for NODE_OPTIONS (unterminated string)',
  ])
    assert.match(reasonFor(line), /: its Node refuses the content of NODE_OPTIONS; correct or unset/);
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

/** `--env`: the values that it accepts, the variants that result, and which of them are compared. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolved } from '../dev/testing/resolved.ts';
import { mergeVariables, parseVariable, variableCombinations } from './variables.ts';

const given = { texts: [], origin: '--env', folder: '/' };
const asked = (...texts: string[]) => mergeVariables(texts.map((text) => parseVariable(text, given)));

test('a variable has values; a comma in a value follows a backslash; a value may be empty', () => {
  assert.deepEqual(asked('UV_THREADPOOL_SIZE=4,8,4'), [{ name: 'UV_THREADPOOL_SIZE', values: ['4', '8'] }]);
  assert.deepEqual(asked('A=x\\,y,z=1'), [{ name: 'A', values: ['x,y', 'z=1'] }]);
  assert.deepEqual(asked('A=,b', 'A=c'), [{ name: 'A', values: ['', 'b', 'c'] }]);
});

test('variables that the harness sets, secrets and anything else are refused', () => {
  for (const [text, message] of [
    ['PORT=1', /^UsageError: --env cannot set PORT: the harness chooses the port$/],
    ['NODE_APP_INSTANCE=1', /cannot set NODE_APP_INSTANCE/],
    ['DB_DELAY_MS=5', /use --delay/],
    ['CLUSTER_BENCH_OUT=a', /cannot set CLUSTER_BENCH_OUT/],
    ['API_TOKEN=x', /--env API_TOKEN: the record would contain its value; set the variable in the shell/],
    ['no value', /--env takes a variable and its values, such as UV_THREADPOOL_SIZE=4,8, not "no value"/],
    ['1A=2', /not "1A=2"/],
  ] as const) {
    assert.throws(() => asked(text), message);
  }
});

test('values are combined in every way', () => {
  assert.deepEqual(variableCombinations([]), [{}]);
  assert.deepEqual(variableCombinations(asked('A=1,2', 'B=x')), [
    { A: '1', B: 'x' },
    { A: '2', B: 'x' },
  ]);
});

test('each value is a variant, with the setting in its id, and is compared with the first one', () => {
  const { cells } = resolved({
    workers: [1, 2],
    policies: ['rr'],
    proxies: ['none'],
    env: asked('NODE_OPTIONS=--a=1 b,*', 'A=1,2'),
  });
  assert.deepEqual(
    cells.slice(0, 4).map(({ id, facts }) => [id, facts.against]),
    [
      ['single:NODE_OPTIONS=--a%3D1%20b:A=1', []],
      ['single:NODE_OPTIONS=--a%3D1%20b:A=2', ['single:NODE_OPTIONS=--a%3D1%20b:A=1']],
      ['single:NODE_OPTIONS=%2A:A=1', ['single:NODE_OPTIONS=--a%3D1%20b:A=1']],
      ['single:NODE_OPTIONS=%2A:A=2', ['single:NODE_OPTIONS=--a%3D1%20b:A=2', 'single:NODE_OPTIONS=%2A:A=1']],
    ],
  );
  assert.deepEqual(cells[0]?.facts.settings, { NODE_OPTIONS: '--a=1 b', A: '1' });
  assert.deepEqual(cells[0]?.env, { NODE_OPTIONS: '--a=1 b', A: '1' });
  assert.equal(new Set(cells.map(({ id }) => id)).size, 8);
});

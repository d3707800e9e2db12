import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withLongFlags } from './short-flags.ts';

const long = (...args: string[]) => withLongFlags(args, 'run');

test('short flags stand alone or before their value, as in curl', () => {
  assert.deepEqual(long('-X', 'PUT', '-d@file', '--https', '-H', 'a: b'), [
    ...['--method', 'PUT', '--data', '@file', '--https', '--header', 'a: b'],
  ]);
});

test('a value stays as it is, and so does a flag that the command lacks', () => {
  assert.deepEqual(long('--app-args', '-X', '-d', '-H', '-z'), ['--app-args', '-X', '--data', '-H', '-z']);
  assert.deepEqual(withLongFlags(['compare', '-X'], 'compare'), ['compare', '-X']);
});

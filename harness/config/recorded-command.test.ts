import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolved } from '../dev/testing/resolved.ts';
import { commandOf } from './command.ts';
import type { RunOptionName } from './options/run.ts';
import { userOf } from './recorded-command.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';

/** The command of a run with these values, and the values that are read back from it. */
function readBack(texts: Partial<Record<RunOptionName, readonly string[]>>) {
  const user = Object.fromEntries(
    Object.entries(texts).map(([name, those]) => [
      name,
      { texts: those, origin: `--${name}`, folder: '/work' },
    ]),
  ) as UserConfig;
  const { config } = resolved({ asked: { user, cwd: '/work', prefix: [] } });
  const command = commandOf(config);
  const read = userOf(command, '/work');
  const again = resolved({ asked: { user: read, cwd: '/work', prefix: [] } });
  return { command, read, again: commandOf(again.config) };
}

test('a recorded command is read back to the values that gave it', () => {
  const { command, read, again } = readBack({
    app: ['./server.js', 'http'],
    'app-args': ['--port {port} -x'],
    header: ['a: b, c', 'authorization: Bearer $TOKEN'],
    data: ['-x=y', '@body.json'],
    env: ['A=1,2'],
    https: ['true'],
    insecure: ['false'],
    duration: ['2m'],
    'dry-run': ['true'],
    out: ['elsewhere'],
  });
  assert.deepEqual(again, command);
  assert.deepEqual(read.header?.texts, ['a: b, c', 'authorization: Bearer $TOKEN']);
  assert.deepEqual(read.data?.texts, ['-x=y', '@body.json']);
  assert.deepEqual(read['app-args']?.texts, ['--port {port} -x']);
  assert.deepEqual([read.https?.texts, read.duration?.texts, read.seed?.texts], [['true'], ['2m'], ['7']]);
  assert.deepEqual([read['dry-run'], read.out, read.insecure], [undefined, undefined, undefined]);
  assert.deepEqual([read.app?.origin, read.app?.folder], ['the recorded --app', '/work']);
});

test('--quick stands for its values again, but for those that were given', () => {
  const read = userOf(['--quick', '--duration', '5'], '/work');
  assert.deepEqual([read.trials?.texts, read.duration?.texts, read.warmup?.texts], [['1'], ['5'], ['1']]);
});

test('an option of another version is refused', () => {
  assert.throws(() => userOf(['--warp', '9'], '/work'), UsageError);
});

test('a rate that a file holds for other commands is not recorded', () => {
  assert.ok(!readBack({ rate: ['500'] }).command.includes('--rate'));
});

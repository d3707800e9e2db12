import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withEnvironment } from '../../targets/run-environment.ts';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { spawnChild } from './children.ts';

test('a child inherits the environment of its run, and another run’s child that of the process', async (context) => {
  const folder = temporaryFolder(context);
  const printed = async () => {
    const args = ['-e', 'console.log(process.env.OF_THE_RUN ?? "none")'];
    const child = spawnChild({ name: 'a child', command: process.execPath, args }, folder);
    await child.exited;
    return child.lastLines();
  };
  assert.deepEqual(await withEnvironment({ ...process.env, OF_THE_RUN: 'yes' }, printed), ['yes']);
  assert.deepEqual(await printed(), ['none']);
});

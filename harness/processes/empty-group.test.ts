import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { controlGroupsFor } from '../dev/testing/control-groups.ts';
import { emptyControlGroup, killControlGroup, killEach } from './empty-group.ts';

for (const kill of [killControlGroup, killEach])
  test(`${kill.name} ends processes that keep forking, also in a subgroup`, async (context) => {
    const parent = controlGroupsFor(context);
    if (parent === null) return;
    const group = join(parent, `cluster-bench-test-${process.pid}-${kill.name}`);
    const below = join(group, 'below');
    mkdirSync(below, { recursive: true });
    const storm = 'echo $$ > "$0"/cgroup.procs; echo; while :; do sleep 100 & sleep 0.02; done';
    const child = spawn('sh', ['-c', storm, below], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    const exit = once(child, 'exit');
    assert.equal(await emptyControlGroup(group, kill), true);
    assert.deepEqual(await exit, [null, 'SIGKILL']);
    assert.ok(!existsSync(group));
  });

test('a missing group is not an error, and a folder that is not a group is left alone', async (context) => {
  const folder = temporaryFolder(context);
  assert.equal(await emptyControlGroup(join(folder, 'gone')), true);
  writeFileSync(join(folder, 'file'), '');
  killControlGroup(folder);
  assert.ok(existsSync(join(folder, 'file')));
});

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { claimFolder, claimFreeFolder, defaultFolder } from './folder.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-'));
});
after(() => rm(folder, { recursive: true }));

const refused = (message: string) => ({ name: 'UsageError', message });

test('the default name is the time, and the commit in a repository', async () => {
  const name = await defaultFolder(folder, new Date('2026-11-20T05:15:06.789Z'));
  assert.equal(name, 'cluster-bench-report/2026-11-20T05-15-06Z');
});

test('a folder is created with its parents, and claimed by an empty journal', async () => {
  const out = join(folder, 'x/y/z');
  await claimFolder(out, '--out');
  assert.deepEqual(await readdir(out), ['trials.jsonl']);
});

test('a folder with other files may be used; one that holds a run may not', async () => {
  const out = join(folder, 'used');
  await mkdir(out);
  await writeFile(join(out, 'notes.txt'), '');
  await claimFolder(out, '--out');
  await assert.rejects(
    claimFolder(out, '--out'),
    refused(`--out: ${out} already holds a run; name another folder, or remove that one`),
  );
});

test('one of several simultaneous runs gets a named folder; without a name each gets its own', async () => {
  const out = join(folder, 'raced');
  const named = await Promise.allSettled([1, 2, 3].map(() => claimFolder(out, '--out')));
  assert.equal(named.filter(({ status }) => status === 'fulfilled').length, 1);
  const free = await Promise.all([1, 2, 3].map(() => claimFreeFolder(out, '--out')));
  assert.deepEqual(free.sort(), [`${out}-2`, `${out}-3`, `${out}-4`]);
});

test('a file in the place of the folder is refused', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  for (const out of [file, join(file, 'below')]) {
    await assert.rejects(
      claimFolder(out, '--out'),
      refused(`--out: cannot write ${out}: there is a file in the way; name another folder`),
    );
  }
});

test('a place where the kernel creates no folders is refused', {
  skip: !existsSync('/proc/self'),
}, async () => {
  await assert.rejects(
    claimFolder('/proc/none/x', '--out'),
    refused('--out: cannot write /proc/none/x: no folder can be created there; name another folder'),
  );
});

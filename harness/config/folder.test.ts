import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { defaultFolder, makeFolder } from './folder.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-'));
});
after(() => rm(folder, { recursive: true }));

const refused = (message: string) => ({ name: 'UsageError', message });

test('the default name is the time, and the commit where there is one', async () => {
  const name = await defaultFolder(folder, new Date('2026-11-20T05:15:06.789Z'));
  assert.equal(name, 'cluster-bench-report/2026-11-20T05-15-06Z');
});

test('a folder is made with those above it, and nothing is left in it', async () => {
  const out = join(folder, 'x/y/z');
  await makeFolder(out, '--out');
  assert.deepEqual(await readdir(out), []);
});

test('a folder with other files is fine; one that holds a run is not', async () => {
  const out = join(folder, 'used');
  await makeFolder(out, '--out');
  await writeFile(join(out, 'notes.txt'), '');
  await makeFolder(out, '--out');
  await writeFile(join(out, 'trials.jsonl'), '');
  await assert.rejects(
    makeFolder(out, '--out'),
    refused(`--out: ${out} holds a run already; name another folder, or remove that one`),
  );
});

test('a file in the way', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  for (const out of [file, join(file, 'below')]) {
    await assert.rejects(
      makeFolder(out, '--out'),
      refused(`--out: cannot write ${out}: there is a file in the way; name another folder`),
    );
  }
});

test('a place where the kernel makes no folders', { skip: !existsSync('/proc/self') }, async () => {
  await assert.rejects(
    makeFolder('/proc/none/x', '--out'),
    refused('--out: cannot write /proc/none/x: no folder can be made there; name another folder'),
  );
});

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { findOnPath } from './find-on-path.ts';

test('the first executable file of that name is found, not a folder, nor a file that cannot run', (context) => {
  const cwd = temporaryFolder(context);
  const [folder, text, first, second] = ['a', 'b', 'c', 'd'].map((name) => join(cwd, name));
  for (const one of [folder, text, first, second]) mkdirSync(String(one));
  mkdirSync(join(String(folder), 'serve-it'));
  writeFileSync(join(String(text), 'serve-it'), '', { mode: 0o644 });
  writeFileSync(join(String(first), 'serve-it'), '', { mode: 0o755 });
  writeFileSync(join(String(second), 'serve-it'), '', { mode: 0o755 });
  const path = ['', folder, text, first, second].join(':');
  assert.equal(findOnPath('serve-it', path), join(String(first), 'serve-it'));
  assert.equal(findOnPath('serve-it', join(cwd, 'missing')), null);
  assert.equal(findOnPath('serve-it', undefined), null);
});

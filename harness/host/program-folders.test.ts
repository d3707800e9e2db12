import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { findInFolders } from './program-folders.ts';

test('a program is found in the folder of its highest version, and in a package of a parent folder', (context) => {
  const root = temporaryFolder(context);
  const install = (folder: string) => {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, 'served'), '');
    chmodSync(join(root, folder, 'served'), 0o755);
  };
  for (const version of ['9', '15', '8.4']) install(`lib/${version}/bin`);
  mkdirSync(join(root, 'lib/16/bin'), { recursive: true });
  assert.equal(findInFolders('served', [`${root}/lib/*/bin`], root), join(root, 'lib/15/bin/served'));
  assert.equal(
    findInFolders('served', [`${root}/none/*/bin`, `${root}/lib/8.4/bin`], root),
    join(root, 'lib/8.4/bin/served'),
  );
  assert.equal(findInFolders('served', ['@served/*/bin'], root), null);
  install('node_modules/@served/linux-x64/bin');
  mkdirSync(join(root, 'deep/er'), { recursive: true });
  assert.equal(
    findInFolders('served', ['@served/*/bin'], join(root, 'deep/er')),
    join(root, 'node_modules/@served/linux-x64/bin/served'),
  );
});

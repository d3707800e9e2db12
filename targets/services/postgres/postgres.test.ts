/** The service with a real Postgres: one of ours, and a user's own. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import pg from 'pg';
import { temporaryFolder } from '../../../harness/dev/testing/cli.ts';
import { bareContext, type StartedPostgres, startPostgres } from '../../../harness/dev/testing/postgres.ts';
import { readProcessTable } from '../../../harness/observe/process-table.ts';
import { postgres } from './postgres.ts';
import { useUsers } from './users-server.ts';

/** Small enough to fill. */
const FEW = { max_connections: '14' };

async function connected(context: TestContext, url: URL, count = 1): Promise<pg.Client[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const client = new pg.Client({ connectionString: url.href });
      client.on('error', () => {});
      await client.connect();
      context.after(() => client.end().catch(() => {}));
      return client;
    }),
  );
}

const schemasOf = async (client: pg.Client | undefined) => {
  const found = await client?.query(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'cluster_bench%'`);
  return found?.rows.map(({ nspname }) => nspname);
};

test('our own Postgres: figures, backends and settings; and nothing is left of it', async (context) => {
  const started = await startPostgres(context, FEW);
  if (!started) return;
  const { owned, running, url } = started;
  assert.match(running.version, /^\d+\.\d+/);
  assert.deepEqual(
    { fsync: running.settings?.fsync, max_connections: running.settings?.max_connections },
    { fsync: 'off', max_connections: '14' },
  );
  assert.equal(running.accepts, 14 - 3 - 1, 'without reserved ones, and ours');
  const before = await running.figures();
  assert.deepEqual(await running.sample?.(), { backends: 0, activeBackends: 0 });
  const [one, other] = await connected(context, url, 2);
  const read = await one?.query('SELECT count(*)::int AS rows FROM accounts');
  assert.equal(read?.rows[0].rows, 100_000);
  const sleeping = other?.query('SELECT id, pg_sleep(0.5) FROM accounts WHERE id = 1');
  while ((await running.sample?.())?.activeBackends !== 1);
  assert.deepEqual(await running.sample?.(), { backends: 2, activeBackends: 1 });
  await sleeping;
  await one?.end();
  await other?.end();
  // A backend reports its counts at its end.
  while ((await running.sample?.())?.backends !== 0);
  const after = await running.figures();
  assert.ok(Number(after.transactions) >= Number(before.transactions) + 2);
  assert.ok((running.queryMs?.(before, after) ?? 0) > 1);
  const [postmaster = 0] = owned.groups('service').slice(-1);
  const backends = (await readProcessTable()).filter(({ ppid }) => ppid === postmaster);
  assert.ok(backends.length > 0);
  const memory = () => readFileSync('/proc/sysvipc/shm', 'utf8').split('\n').slice(1);
  assert.ok(
    memory().every(
      (line) => Number(line.trim().split(/\s+/)[4]) !== postmaster || line.trim().split(/\s+/)[0] === '0',
    ),
  );
  await owned.stop();
  const left = new Set((await readProcessTable()).map(({ pid }) => pid));
  assert.ok([postmaster, ...backends.map(({ pid }) => pid)].every((pid) => !left.has(pid)));
});

test('a user’s own Postgres', async (context) => {
  const users = await startPostgres(context, FEW);
  if (!users) return;
  await context.test('our schema is there for the app, and dropped afterwards', (inner) =>
    ourSchema(inner, users.url),
  );
  await context.test('a schema that exists already is one sentence, and it stays', (inner) =>
    existingSchema(inner, users.url),
  );
  await context.test('what is wrong is one sentence each', (inner) => reasons(inner, users));
  await context.test('its end is reported', async () => {
    const [postmaster = 0] = users.owned.groups('service').slice(-1);
    process.kill(postmaster, 'SIGKILL');
    const { reason } = await users.running.broken;
    assert.match(reason, /postgres ended while it was under load \(killed by SIGKILL/);
  });
});

async function ourSchema(context: TestContext, url: URL): Promise<void> {
  const [client] = await connected(context, url);
  await client?.query('CREATE TABLE theirs (id int)');
  assert.equal(await postgres.unusable?.(url), null);
  const running = await postgres.start(await bareContext(temporaryFolder(context), { url }));
  context.after(() => running[Symbol.asyncDispose]());
  const { DATABASE_URL = '', DATABASE_SCHEMA = '' } = running.env;
  assert.deepEqual(await schemasOf(client), [DATABASE_SCHEMA]);
  const [app] = await connected(context, new URL(DATABASE_URL));
  const found = await app?.query('SELECT name FROM accounts WHERE id = 7');
  assert.deepEqual(found?.rows, [{ name: 'User 7' }], 'without naming the schema');
  assert.deepEqual(await running.sample?.(), { backends: 1, activeBackends: 0 }, 'the app’s alone');
  // Three are reserved. Others: a superuser's, which watches the server; the user's client; ours; the program that drops
  // the schema.
  assert.equal(running.accepts, 14 - 3 - 4);
  await app?.end();
  await running[Symbol.asyncDispose]();
  assert.deepEqual(await schemasOf(client), []);
  await client?.query('SELECT FROM theirs');
}

async function existingSchema(context: TestContext, url: URL): Promise<void> {
  const [client] = await connected(context, url);
  await client?.query('CREATE SCHEMA cluster_bench_theirs');
  await assert.rejects(useUsers(url, 'cluster_bench_theirs'), {
    message: new RegExp(
      `^the Postgres at ${url.host} already has a schema of that name \\(schema "cluster_bench_theirs" already exists\\); drop it if it is a leftover, and run again$`,
    ),
  });
  assert.deepEqual(await schemasOf(client), ['cluster_bench_theirs']);
  await client?.query('DROP SCHEMA cluster_bench_theirs');
}

async function reasons(context: TestContext, users: StartedPostgres): Promise<void> {
  const { url } = users;
  const reason = (change: (changed: URL) => void) => {
    const changed = new URL(url);
    change(changed);
    return postgres.unusable?.(changed);
  };
  assert.match(
    (await reason((changed) => (changed.password = 'guessed'))) ?? '',
    /^the Postgres at 127\.0\.0\.1:\d+ refuses the login of bench \(password authentication failed.*\); correct the user or the password$/,
  );
  assert.match(
    (await reason((changed) => (changed.pathname = '/none'))) ?? '',
    /^the Postgres at .* has no database none \(database "none" does not exist\); create it, or correct the URL$/,
  );
  assert.match(
    (await reason((changed) => (changed.port = '1'))) ?? '',
    /^no Postgres at 127\.0\.0\.1:1 responds as it should \(connect ECONNREFUSED .*\); start it, or correct the URL$/,
  );
  assert.match(
    (await reason((changed) => (changed.pathname = '/template1'))) ?? '',
    /^the Postgres at .* does not let bench do what is needed \(.*\); GRANT CREATE ON DATABASE template1 TO bench$/,
  );
  await connected(context, url, Number(users.running.accepts));
  assert.match(
    (await reason(() => {})) ?? '',
    /^the Postgres at .* has no free connection \(.*\); end some of its clients, or raise max_connections$/,
  );
}

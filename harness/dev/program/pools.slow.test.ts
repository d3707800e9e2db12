/** Runs of connection pools to Postgres, alone and behind pgbouncer; finished, interrupted and killed. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { OkTrial } from '../../records/run.ts';
import { type RunningCli, recordIn, runCli, startCli, temporaryFolder } from '../testing/cli.ts';
import { pgbouncerForTests, postgresForTests, startPostgres } from '../testing/postgres.ts';
import { descendants } from '../testing/processes.ts';

const ARGS = [
  ...['--app', 'http', '--topology', 'cluster', '--policy', 'rr', '--proxy', 'none', '--workers', '2'],
  ...['--connections', '40', '--trials', '1', '--load-processes', '1', '--start-timeout', '120'],
];
const SHORT = [...ARGS, '--warmup', '1', '--duration', '2.5'];
const LONG = [...ARGS, '--warmup', '0', '--duration', '300'];
/** How long after a kill our schema may remain. */
const GONE_MS = 10_000;

async function trialsOf(context: TestContext, args: readonly string[]): Promise<Map<string, OkTrial>> {
  const cwd = temporaryFolder(context);
  const { code, output } = await runCli([...SHORT, ...args], { cwd });
  assert.equal(code, 0, output);
  return new Map(
    recordIn(join(cwd, 'run')).trials.map((trial) => {
      assert.ok(trial.status === 'ok', JSON.stringify(trial));
      return [trial.cell, trial];
    }),
  );
}

const overWindow = (trial: OkTrial | undefined, name: string) =>
  Object.assign({}, ...(trial?.services.map((service) => service.overWindow) ?? []))[name]?.max;

test('each scenario: backends, limits, settings and CPU; a small database refuses clients', async (context) => {
  if (!(await postgresForTests(context)) || !(await pgbouncerForTests(context))) return;
  const trials = await trialsOf(context, [
    ...['--scenario', 'pool,pool-pgbouncer', '--set', 'pool=3,12', '--set', 'max_connections=20'],
    ...['--set', 'default_pool_size=2'],
  ]);
  const of = (scenario: string, settings: string) => trials.get(`${scenario}/http/cluster-2-rr:${settings}`);
  const pools = of('pool', 'pool=3:max_connections=20');
  assert.ok(pools);
  assert.deepEqual(pools.pools, { perWorker: 3, accepted: 16, atOnce: 16, queryMs: 50 });
  assert.deepEqual(
    pools.limits.filter(({ setBy }) => setBy === 'pools' || setBy === 'database'),
    [
      { limit: 120, setBy: 'pools' },
      { limit: 320, setBy: 'database' },
    ],
  );
  assert.ok(pools.load.throughput <= 1.02 * 120);
  assert.equal(pools.model, null);
  assert.equal(overWindow(pools, 'backends'), 6);
  assert.equal(pools.services[0]?.settings.fsync, 'off');
  assert.ok(
    pools.processes.filter(({ role }) => role === 'service').length >= 6,
    'backends are processes of it',
  );
  assert.ok(pools.cpu.coresByRole.service > 0);
  const refused = of('pool', 'pool=12:max_connections=20');
  assert.ok((refused?.load.errors.tooManyClients ?? 0) > 0);
  assert.ok(overWindow(refused, 'backends') <= 16);
  const pooled = of('pool-pgbouncer', 'pool=12:max_connections=20:default_pool_size=2');
  assert.equal(overWindow(pooled, 'backends'), 2);
  assert.equal(overWindow(pooled, 'clients'), 24);
  assert.equal(pooled?.load.errors.tooManyClients, 0);
  assert.equal(pooled?.limits[0]?.limit, 40);
});

test('an indexed read has the time that the database measured', async (context) => {
  if (!(await postgresForTests(context))) return;
  const trials = await trialsOf(context, ['--scenario', 'pool', '--set', 'query=read']);
  const [trial] = [...trials.values()];
  assert.equal(trial?.cell, 'cluster-2-rr:query=read');
  const queryMs = trial.pools?.queryMs ?? 0;
  assert.ok(queryMs > 0 && queryMs < 50, String(queryMs));
  assert.ok(trial.limits.every(({ setBy }) => setBy !== 'connections'));
});

test('Postgres and pgbouncer end with the harness, however that ends', async (context) => {
  if (!(await postgresForTests(context)) || !(await pgbouncerForTests(context))) return;
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    const cli = startCli([...LONG, '--scenario', 'pool-pgbouncer'], { cwd: temporaryFolder(context) });
    while (!descendants(cli.pid).some(({ command }) => /postgres: .*bench .*\(/.test(command))) {
      process.kill(cli.pid, 0); // throws once the program has ended
      await sleep(100);
    }
    cli.kill(signal);
    await cli.ended; // rejects if anything is left
  }
});

async function schemasIn(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'cluster_bench%'`);
  return rows.map(({ nspname }) => nspname);
}

async function startWithUsers(context: TestContext, client: pg.Client, url: URL): Promise<RunningCli> {
  const args = [...LONG, '--scenario', 'pool', '--service', 'postgres=$MY_DATABASE'];
  const cli = startCli(args, { cwd: temporaryFolder(context), env: { MY_DATABASE: url.href } });
  const backends = async () => {
    const { rows } = await client.query(
      `SELECT count(*)::int FROM pg_stat_activity WHERE application_name LIKE 'cluster_bench%'`,
    );
    return rows[0].count;
  };
  while ((await backends()) < 10) {
    process.kill(cli.pid, 0); // throws once the program has ended
    await sleep(100);
  }
  assert.equal((await schemasIn(client)).length, 1);
  return cli;
}

test('our schema leaves a user’s Postgres after Ctrl-C, a second one, and a kill -9', async (context) => {
  const users = await startPostgres(context);
  if (!users) return;
  const client = new pg.Client({ connectionString: users.url.href });
  client.on('error', () => {});
  await client.connect();
  const untilGone = async () => {
    const deadline = performance.now() + GONE_MS;
    while ((await schemasIn(client)).length > 0 && performance.now() < deadline) await sleep(50);
    assert.deepEqual(await schemasIn(client), []);
  };
  const interrupted = await startWithUsers(context, client, users.url);
  interrupted.kill('SIGINT');
  assert.deepEqual(await interrupted.ended, { code: 130, signal: null });
  assert.deepEqual(await schemasIn(client), []);
  const twice = await startWithUsers(context, client, users.url);
  twice.kill('SIGINT');
  await twice.wrote('press Ctrl-C again');
  twice.kill('SIGINT');
  await twice.exited;
  await untilGone();
  const killed = await startWithUsers(context, client, users.url);
  killed.kill('SIGKILL');
  await killed.exited;
  await untilGone();
  await client.end();
});

test('a Postgres that does not respond is refused before anything starts', async (context) => {
  const args = [...LONG, '--scenario', 'pool', '--service', 'postgres=postgresql://ann@127.0.0.1:1/shop'];
  const { code, output } = await runCli(args, { cwd: temporaryFolder(context) });
  assert.equal(code, 2, output);
  assert.match(
    output,
    /--service postgres: no Postgres at 127\.0\.0\.1:1 responds as it should \(.*\); start it, or correct the URL/,
  );
});

/** The main job with real processes: every variant, scenario and kind of user script. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { hasReusePort } from '../../../targets/policies/reuseport.ts';
import { runsTypeScript } from '../../config/apps.ts';
import { mergeHistograms } from '../../load/histogram.ts';
import type { OkTrial } from '../../records/run.ts';
import { cellOf } from '../testing/cell-of.ts';
import { testCertificate } from '../testing/certificate.ts';
import { DRAWS_CHARTS } from '../testing/charts.ts';
import { recordIn, temporaryFolder } from '../testing/cli.ts';
import { ledgerSides } from '../testing/load.ts';
import { nginxForTests } from '../testing/nginx.ts';
import { assertBounded, assertSound, CONNECTIONS, run, SHORT, trialsOf } from '../testing/sound-runs.ts';

/** fastest is the shortest latency in milliseconds. */
function fastest({ load }: OkTrial): number {
  return mergeHistograms([load.latency.histogram]).minNonZeroValue / 1_000;
}

function setters({ limits }: OkTrial): string[] {
  return limits.map(({ setBy }) => setBy);
}

test('every variant of --workers 1,2, from starting servers to writing the report', async (context) => {
  const proxies = nginxForTests(context) ? ['none', 'nginx'] : ['none'];
  const args = ['--workers', '1,2', '--policy', 'rr,none', '--proxy', proxies.join(','), '--seed', '5'];
  const { record, trials, folder, output } = await run(context, args, {}, DRAWS_CHARTS);

  const direct = ['single', 'cluster-2-rr', 'cluster-2-none'];
  const proxied = ['nginx+single', 'nginx+cluster-2-rr', 'nginx+cluster-2-none', 'nginx+processes-2'];
  assert.deepEqual([...trials.keys()].sort(), (proxies.length > 1 ? [...direct, ...proxied] : direct).sort());
  for (const trial of trials.values()) assertSound(cellOf(record, trial), trial);

  // 40 connections with a response after 10 ms at the earliest.
  for (const trial of trials.values()) {
    assert.ok(trial.load.throughput <= 4_000, `${trial.cell}: ${trial.load.throughput}`);
    assert.ok(trial.load.latency.p50 >= 10, `${trial.cell}: ${trial.load.latency.p50}`);
    assertBounded(cellOf(record, trial), trial, 4_000);
  }
  for (const trial of trials.values()) {
    if (cellOf(record, trial).proxy !== null) continue;
    const held = trial.processes.reduce((sum, { connections }) => sum + (connections ?? 0), 0);
    assert.equal(held, 40, `${trial.cell}: the workers have every connection`);
  }

  assert.equal(record.seed, 5);
  assert.ok(record.command.join(' ').includes('--seed 5'));
  assert.match(readFileSync(join(folder, 'report.md'), 'utf8'), /## Findings/);
  const charts = readdirSync(join(folder, 'charts'));
  for (const chart of ['throughput', 'latency', 'core-heat-map', 'worker-shares', 'scaling']) {
    assert.ok(
      charts.some((file) => file.startsWith(chart)),
      `${chart} among ${charts}`,
    );
  }
  assert.match(output, /7 variants, 1 trial each: about \d+ s|3 variants, 1 trial each: about \d+ s/);
  assert.match(output, /^report: run\/report\.html$/m);
});

test('a user’s script runs unchanged in every topology: CommonJS, on every address, at its own route', async (context) => {
  const script = `
    const { createServer } = require('http');
    createServer((request, response) => {
      response.end(request.url === '/hello' ? 'hello from ' + process.env.NODE_APP_INSTANCE : 'nothing here');
    }).listen(process.env.PORT);`;
  const args = ['--app', 'server.cjs', '--path', '/hello', '--expect-body', 'hello from', '--workers', '1,2'];
  const { trials, record } = await run(context, args, { 'server.cjs': script });
  for (const trial of trials.values()) {
    assertSound(cellOf(record, trial), trial);
    assert.ok(!setters(trial).includes('connections'), 'the delay of the user’s app is unknown');
  }
  assert.equal(record.plan.apps[0]?.name, 'server');
  assert.equal(record.plan.scenarios[0]?.sends, 'GET /hello');
});

test('a user’s script may take the port from its arguments', async (context) => {
  const script = `
    import { createServer } from 'node:http';
    const port = process.argv[process.argv.indexOf('--port') + 1];
    createServer((request, response) => response.end('{}')).listen({ port: Number(port), host: '0.0.0.0' });`;
  const args = [
    '--app',
    'server.mjs',
    '--app-args',
    '--verbose --port {port}',
    '--path',
    '/',
    '--workers',
    '1,2',
  ];
  const { record, trials } = await run(context, [...args, '--policy', 'rr', '--proxy', 'none'], {
    'server.mjs': script,
  });
  for (const trial of trials.values()) assertSound(cellOf(record, trial), trial);
  assert.equal(trials.size, 2);
});

test('several scenarios and apps share a run, and saturate has no delay', async (context) => {
  const args = [
    '--scenario',
    'db-wait,saturate',
    '--app',
    'http,fastify',
    '--workers',
    '1',
    '--proxy',
    'none',
    '--connections',
    '4',
  ];
  const { trials } = await run(context, args);
  assert.deepEqual([...trials.keys()].sort(), [
    'db-wait/fastify/single',
    'db-wait/http/single',
    'saturate/fastify/single',
    'saturate/http/single',
  ]);
  const saturated = trials.get('saturate/http/single');
  const waiting = trials.get('db-wait/http/single');
  assert.ok(saturated && waiting && fastest(saturated) < fastest(waiting));
  assert.ok(fastest(waiting) >= 9, `${fastest(waiting)} ms`); // timers may be a millisecond early
  const byConnections = (trial: OkTrial) => trial.limits.find(({ setBy }) => setBy === 'connections')?.limit;
  assert.ok((byConnections(waiting) ?? 0) < 400, 'a delay of 10 ms');
  assert.ok((byConnections(saturated) ?? 0) > 400, 'no delay');
  assert.ok(saturated.load.throughput > waiting.load.throughput);
  assert.ok(setters(saturated).includes('cpu'));
});

test('reusePort and TypeScript, if a newer Node is available', async (context) => {
  const node = newerNode(context);
  if (!node) return;
  const cwd = temporaryFolder(context);
  const program = fileURLToPath(new URL('../../cli.js', import.meta.url));
  const script = `
    import { createServer } from 'node:http';
    const users: { id: number }[] = [{ id: 1 }];
    createServer((_request, response) => response.end(JSON.stringify(users))).listen(process.env.PORT);`;
  writeFileSync(join(cwd, 'server.mts'), script);
  const args = [...SHORT, ...CONNECTIONS, '--workers', '2', '--policy', 'reuseport', '--proxy', 'none'];
  execFileSync(node, [program, ...args, '--app', 'http,express,server.mts', '--out', 'run'], {
    cwd,
    stdio: 'pipe',
  });
  const record = recordIn(join(cwd, 'run'));
  const trials = trialsOf(record);
  const apps = ['express', 'http', 'server'];
  assert.deepEqual(
    [...trials.keys()].sort(),
    apps.map((app) => `db-wait/${app}/cluster-2-reuseport`),
  );
  for (const trial of trials.values()) assertSound(cellOf(record, trial), trial);
});

/**
 * newerNode is this Node itself, or the one that an environment variable names; the test fails if that one is
 * missing.
 */
function newerNode(context: TestContext): string | null {
  const named = process.env.CLUSTER_BENCH_INTERNAL_NEWER_NODE;
  if (named) {
    assert.ok(existsSync(named), `${named} is named as a newer Node`);
    return named;
  }
  if (hasReusePort(process.versions.node) && runsTypeScript(process.versions.node)) return process.execPath;
  context.skip('this Node has neither, and CLUSTER_BENCH_INTERNAL_NEWER_NODE names no other');
  return null;
}

test('an HTTPS app with its own certificate, and one that closes every connection', async (context) => {
  const { cert, key } = testCertificate;
  const secure = `
    const { createServer } = require('https');
    const certificate = ${JSON.stringify({ cert, key })};
    createServer(certificate, (request, response) => response.end('safe')).listen(process.env.PORT);`;
  const args = ['--path', '/', '--policy', 'rr', '--proxy', 'none'];
  const { trials, record, output } = await run(
    context,
    [...args, '--app', 'secure.cjs', '--https', '--insecure', '--workers', '1,2', '--expect-body', 'safe'],
    { 'secure.cjs': secure },
  );
  for (const trial of trials.values()) assertSound(cellOf(record, trial), trial);
  assert.equal(record.plan.scenarios[0]?.client, 'direct');
  assert.match(output, /^GET \/ is sent by direct: autocannon is used only for plain HTTP$/m);

  const closing = `
    require('http').createServer((request, response) => {
      response.setHeader('connection', 'close');
      setTimeout(() => response.end('bye'), 10);
    }).listen(process.env.PORT);`;
  const closes = await run(context, [...args, '--app', 'closing.cjs', '--workers', '1'], {
    'closing.cjs': closing,
  });
  const [trial] = closes.trials.values();
  assert.ok(trial);
  assert.equal(trial.load.client, 'direct', 'autocannon cannot follow it');
  assert.equal(
    Object.values(trial.load.errors).reduce((sum, count) => sum + count, 0),
    0,
  );
  assert.ok(trial.load.completed > 100, `${trial.load.completed}`);
});

test('every scenario has figures of its metric, and a balanced ledger', async (context) => {
  const names = ['new-connections', 'steady-rate', 'capacity'];
  const args = [
    '--scenario',
    names.join(','),
    '--app',
    'http',
    '--workers',
    '2',
    '--policy',
    'rr',
    '--proxy',
    'none',
  ];
  const { trials, record, output } = await run(context, [...args, '--slo', 'p90<100']);
  const [fresh, steady, capacity] = names.map((name) => trials.get(`${name}/http/cluster-2-rr`));
  assert.ok(fresh && steady && capacity);
  for (const { load, cell } of trials.values()) {
    const [begun, ended] = ledgerSides(load);
    assert.equal(begun, ended, cell);
    assert.equal(load.client, 'direct', cell);
  }
  const accepted = fresh.processes.reduce((sum, { connections }) => sum + (connections ?? 0), 0);
  // Requests in flight at the window's ends are on one side only.
  assert.ok(
    accepted >= fresh.load.completed - 2 * fresh.load.connections,
    `${accepted} connections for ${fresh.load.completed} requests`,
  );
  // 40 connections of 10 ms carry less than 4,000 per second, and four fifths of that are offered.
  const offered = steady.load.offeredRate ?? 0;
  assert.ok(offered > 500 && offered < 3_200, `${offered}`);
  assert.ok(Math.abs(steady.load.sent / offered - 1) < 0.1, `${steady.load.sent} of ${offered}`);
  assert.ok(capacity.search && capacity.search.steps.length > 2);
  assert.deepEqual(capacity.search.objective, { percentile: 90, limitMs: 100 });
  assert.equal(capacity.load.offeredRate, capacity.search.rate);
  assert.deepEqual(
    record.plan.scenarios.map(({ metric }) => metric),
    ['throughput', 'p99', 'capacity'],
  );
  assert.match(output, /^new-connections is sent by direct: autocannon loses responses/m);
});

/** Inconsistent figures, provoked: a client that loses count, requests that hang, too few responses. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ledgerUnbalanced } from '../../judge/diagnostics/ledger.ts';
import { healthyFigures } from '../testing/figures.ts';
import { assertRaised, codesOf, provoke, recordOf, server, trialOf } from '../testing/provoke.ts';

const DIRECT = ['--client', 'direct', '--workers', '1', '--connections', '20'];
const FIVE_MS = { waits: server(`setTimeout(() => response.end('ok'), 5)`) };

test('a client that forgets responses loses count, and breaks Little’s law', async (context) => {
  const env = { NODE_OPTIONS: `--import ${import.meta.resolve('../testing/miscounting-client.js')}` };
  const { record, folder } = await provoke(context, DIRECT, FIVE_MS, { env, code: 1 });
  const [trial] = record.trials;
  assert.ok(trial?.status === 'failed' && trial.load !== null);
  assert.equal(trial.code, 'implausible');
  assert.notEqual(ledgerUnbalanced.find({ ...healthyFigures({}), load: trial.load }), null);
  assert.match(readFileSync(join(folder, 'report.md'), 'utf8'), /implausible: .* \(Little's law\)/);
});

test('requests that hang forever break Little’s law, but the ledger balances', async (context) => {
  // 15 of 20 connections get no more responses, long before the client gives up.
  const hang = `if (n < 100 || n >= 115) setTimeout(() => response.end('ok'), 5)`;
  const apps = {
    hangs: server(hang),
    fails: server(`if (n % 200 === 99) response.writeHead(503).end(); else ${hang}`),
  };
  const { record, folder } = await provoke(context, [...DIRECT, '--request-timeout', '8'], apps);
  assert.match(
    readFileSync(join(folder, 'report.md'), 'utf8'),
    /throughput x mean latency is not the number/,
  );
  for (const app of ['hangs', 'fails']) {
    const trial = trialOf(record, app);
    assertRaised(trial, 'littles-law');
    assert.ok(!codesOf(trial).includes('ledger-unbalanced'), app);
    assert.equal(trial.load.errors.serverError > 0, app === 'fails');
  }
});

test('autocannon does not load an app that closes each connection', async (context) => {
  const closes = { closes: server(`response.shouldKeepAlive = false; response.end('ok')`) };
  for (const client of ['autocannon', 'direct']) {
    const args = ['--workers', '1', '--connections', '20', '--client', client];
    const record = await recordOf(context, args, closes);
    assert.deepEqual(
      record.warnings.filter(({ cell }) => cell !== null).map(({ code, cell }) => [code, cell]),
      [['client-replaced', 'single']],
      client,
    );
    const { load, model } = trialOf(record);
    assert.deepEqual(
      [load.client, load.mode, model],
      ['direct', { connections: 'per-request', arrivals: 'closed' }, null],
    );
  }
});

test('a capacity with too few requests for its percentile says so', async (context) => {
  const args = ['--scenario', 'capacity', '--slo', 'p90<900', '--workers', '1', '--connections', '10'];
  const apps = {
    slow: server(`setTimeout(() => response.end('ok'), 200)`),
    quick: server(`setTimeout(() => response.end('ok'), 1)`),
  };
  const record = await recordOf(context, args, apps);
  assertRaised(trialOf(record, 'slow'), 'few-responses');
  assert.ok(!codesOf(trialOf(record, 'quick')).includes('few-responses'));
});

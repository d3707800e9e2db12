/** Figures that do not add up, provoked: a client that loses count, requests that hang, a target that is not steady. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { detectCapabilities } from './capabilities.ts';
import { configHere } from './commands/checked-config.ts';
import { surroundings } from './commands/surroundings.ts';
import { readUserConfig } from './config/user-config.ts';
import { executeRun } from './run.ts';
import { temporaryFolder } from './testing/cli.ts';
import { assertRaised, codesOf, provoke, recordOf, server, trialOf } from './testing/provoke.ts';

const DIRECT = ['--driver', 'direct', '--workers', '1', '--connections', '20'];
const FIVE_MS = { waits: server(`setTimeout(() => response.end('ok'), 5)`) };

test('a driver that forgets answers loses count, and breaks Little’s law', async (context) => {
  const env = { NODE_OPTIONS: `--import ${import.meta.resolve('./testing/lying-driver.js')}` };
  const { record, folder } = await provoke(context, DIRECT, FIVE_MS, { env });
  const trial = trialOf(record);
  assertRaised(trial, 'ledger-unbalanced', 'littles-law');
  const { lost = 0 } = trial.warnings.find(({ code }) => code === 'ledger-unbalanced')?.numbers ?? {};
  assert.ok(lost > 0, `${lost} requests`);
  assert.match(readFileSync(join(folder, 'report.md'), 'utf8'), /the load client lost count of its requests/);
});

test('requests that hang without an end break Little’s law, and the books balance', async (context) => {
  // Of 20 connections 15 get no answer any more, long before the client gives up.
  const hangs = { hangs: server(`if (n < 100 || n >= 115) setTimeout(() => response.end('ok'), 5)`) };
  const { record, folder } = await provoke(context, [...DIRECT, '--request-timeout', '60'], hangs);
  const trial = trialOf(record);
  assertRaised(trial, 'littles-law');
  assert.ok(!codesOf(trial).includes('ledger-unbalanced'));
  assert.match(
    readFileSync(join(folder, 'report.md'), 'utf8'),
    /throughput x mean latency is not the number/,
  );
});

test('an app that closes each connection is not autocannon’s to load', async (context) => {
  const closes = { closes: server(`response.shouldKeepAlive = false; response.end('ok')`) };
  for (const driver of ['autocannon', 'direct']) {
    const args = ['--workers', '1', '--connections', '20', '--driver', driver];
    const record = await recordOf(context, args, closes);
    assert.deepEqual(
      record.warnings.filter(({ cell }) => cell !== null).map(({ code, cell }) => [code, cell]),
      [['driver-replaced', 'single']],
      driver,
    );
    const { load, expected } = trialOf(record);
    assert.deepEqual([load.driver, load.mode, expected], ['direct', 'new-connections', null]);
  }
});

test('a capacity of fewer requests than carry its percentile says so', async (context) => {
  const args = ['--scenario', 'capacity', '--slo', 'p90<900', '--workers', '1', '--connections', '10'];
  const apps = {
    slow: server(`setTimeout(() => response.end('ok'), 200)`),
    quick: server(`setTimeout(() => response.end('ok'), 1)`),
  };
  const record = await recordOf(context, args, apps);
  assertRaised(trialOf(record, 'slow'), 'few-answers');
  assert.ok(!codesOf(trialOf(record, 'quick')).includes('few-answers'));
});

test('a target that turns slow once its capacity is found misses the objective; a steady one does not', async (context) => {
  const cwd = temporaryFolder(context);
  const slowly = JSON.stringify(join(cwd, 'slow'));
  const app = (isSlow: string) => `const { existsSync } = require('fs');
    let slow = false;
    setInterval(() => { slow = ${isSlow}; }, 20);
    ${server(`setTimeout(() => response.end('ok'), slow ? 600 : 5)`)}`;
  writeFileSync(join(cwd, 'turns.cjs'), app(`existsSync(${slowly})`));
  writeFileSync(join(cwd, 'steady.cjs'), app('false'));
  const flags = {
    app: 'turns.cjs,steady.cjs',
    scenario: 'capacity',
    slo: 'p99<400',
    path: '/',
    workers: '1',
    connections: '10',
    proxy: 'none',
    trials: '1',
    duration: '2',
    warmup: '0.5',
    out: 'run',
  };
  const around = { ...surroundings(), cwd };
  const config = await configHere(await readUserConfig(flags, {}, cwd), around);
  mkdirSync(config.out);
  const { signal } = new AbortController();
  let cell = '';
  const { record } = await executeRun(config, await detectCapabilities(around.env), {
    signal,
    watch: (event) => {
      if (event.type === 'trial-started') cell = event.cell;
      if (event.type !== 'phase' || event.phase !== 'measuring' || !cell.includes('turns')) return;
      writeFileSync(join(cwd, 'slow'), '');
    },
  });
  assertRaised(trialOf(record, 'turns'), 'objective-missed');
  assert.ok(!codesOf(trialOf(record, 'steady')).includes('objective-missed'));
});

/** Whole runs whose load comes from two agents, as a user starts them. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { startAgents, WITH_SECRET } from '../testing/agents.ts';
import { recordIn, runCli, temporaryFolder } from '../testing/cli.ts';
import { assertSumsExact } from '../testing/exact-sums.ts';
import { lastFirst } from '../testing/last-first.ts';
import { trialOf } from '../testing/launched-runs.ts';
import { nothingLeft } from '../testing/left-keys.ts';
import { ledgerSides } from '../testing/load.ts';
import { startUsersRedis } from '../testing/redis.ts';
import { scenarioFile } from '../testing/scenario-file.ts';

/** Counts the requests of each connection by path, and writes the counts when it is told to end. */
const COUNTING = `
  const { createServer } = require('node:http');
  const { writeFileSync } = require('node:fs');
  const counts = new Map();
  createServer(({ socket, url }, response) => {
    const own = counts.get(socket) ?? {};
    counts.set(socket, own);
    own[url] = (own[url] ?? 0) + 1;
    setTimeout(() => response.end('well'), 2);
  }).listen(process.env.PORT);
  process.once('SIGTERM', () => {
    writeFileSync(process.env.COUNTS, JSON.stringify([...counts.values()]));
    process.exit();
  });`;
const ROWS = 10;
const SHORT = ['--proxy', 'none', '--trials', '1', '--warmup', '0.5', '--load-processes', '1'];

/** Runs against the counting server, with two agents. */
async function runOfTwo(context: TestContext, args: readonly string[]) {
  const redis = await startUsersRedis(context);
  if (!redis) return null;
  const agents = await startAgents(context, redis.url, ['a1', 'a2']);
  const cwd = temporaryFolder(context);
  writeFileSync(join(cwd, 'server.cjs'), COUNTING);
  const counts = join(cwd, 'counts.json');
  const rows = Array.from({ length: ROWS }, (_, row) => `${row}\n`);
  writeFileSync(join(cwd, 'rows.csv'), ['id\n', ...rows].join(''));
  const hosts = ['--agents', '2', '--redis', redis.url.href, '--app', 'server.cjs'];
  const { code, output } = await runCli([...hosts, ...SHORT, ...args], {
    cwd,
    env: { ...WITH_SECRET, COUNTS: counts },
  });
  assert.equal(code, 0, output);
  await Promise.all(agents.map((agent) => agent.wrote('the trial has ended')));
  await nothingLeft(redis);
  const trial = trialOf(recordIn(join(cwd, 'run')));
  const [left, right] = ledgerSides(trial.load);
  assert.equal(left, right, 'the books balance');
  const { loadHosts } = trial;
  assert.deepEqual(loadHosts.map(({ name }) => name).sort(), ['a1', 'a2']);
  assertSumsExact(trial);
  for (const { sent, clock } of loadHosts) {
    assert.ok(sent > 0);
    assert.ok(Math.abs(clock.skewMs) < 10, JSON.stringify(clock));
  }
  const seen = () => JSON.parse(readFileSync(counts, 'utf8')) as Record<string, number>[];
  return { trial, seen };
}

test('the user of a module, whose rows are shared out: every request is counted once', async (own) => {
  const context = lastFirst(own);
  const module = scenarioFile(
    context,
    `export default defineScenario({ *user({ row }) { yield get('/rows/' + row().id); } });`,
  );
  const done = await runOfTwo(context, [
    ...['--scenario', module, '--data-file', 'rows.csv', '--workers', '1'],
    ...['--connections', '2', '--duration', '1'],
  ]);
  if (!done) return;
  const { load, outsideWindow } = done.trial;
  const { sentBefore, sentAfter } = outsideWindow;
  const perConnection = done.seen();
  const countOf = (paths: Record<string, number>) => Object.values(paths).reduce((sum, one) => sum + one, 0);
  // The probe has connections of its own, and asks for the first row.
  const loads = perConnection.toSorted((a, b) => countOf(b) - countOf(a)).slice(0, 2);
  const [one = [], other = []] = loads.map((paths) => Object.keys(paths).sort());
  assert.equal(one.length + other.length, ROWS);
  assert.deepEqual(
    one.filter((path) => other.includes(path)),
    [],
    'no row is sent by both',
  );
  const sent = sentBefore + load.sent + sentAfter;
  const received = loads.map(countOf).reduce((sum, count) => sum + count, 0);
  // Agents go on sending until they hear of the end; each connection may have a request that never arrives.
  assert.ok(received >= sent - load.connections, `${received} received, ${sent} sent`);
});

test('a crash in the window: the logs of both agents account for every request', async (own) => {
  const done = await runOfTwo(lastFirst(own), [
    ...['--path', '/', '--topology', 'cluster', '--policy', 'rr', '--workers', '2', '--client', 'direct'],
    ...['--connections', '8', '--duration', '2', '--event', 'crash at 1s'],
  ]);
  if (!done) return;
  const { accounts, load, events } = done.trial;
  assert.deepEqual(
    events.map(({ name }) => name),
    ['crash'],
  );
  assert.ok(accounts !== null && accounts.notNoted === 0, JSON.stringify(accounts));
  const { correct, wrong, lost, unavailable, unfinished } = accounts;
  assert.deepEqual([correct, unfinished, wrong], [load.completed, load.unfinished, 0]);
  const failed = Object.values(lost).reduce((sum, count) => sum + count, unavailable);
  assert.equal(load.inFlightAtStart + load.sent, correct + failed + unfinished, 'the accounts balance');
});

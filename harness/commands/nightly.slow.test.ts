/** Whole nights with real processes: an app in a git repository becomes slower from one night to the next. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli, startCli, temporaryFolder } from '../dev/testing/cli.ts';
import { nightlyRepository, nightsIn, STORE, slowingNights } from '../dev/testing/nights.ts';

/** Waits without using CPU, so that its throughput does not depend on the load of this host. */
const server = (waitMs: number) => `
const { createServer } = require('node:http');
createServer((request, response) => setTimeout(() => response.end('hello'), ${waitMs})).listen(process.env.PORT);
`;

/** Times differ by a factor of four, as a busy host may halve a figure. */
const [QUICK_MS, SLOW_MS] = [50, 200] as const;

const LOAD = [
  '--connections',
  '16',
  '--duration',
  '1',
  '--warmup',
  '0.3',
  '--path',
  '/',
  '--expect-body',
  'hello',
];
const SETUP = ['--app', './server.js', '--workers', '1', '--policy', 'rr', '--proxy', 'none'];
const JUDGED = ['nightly', ...SETUP, ...LOAD, '--min-effect', '45%', '--threshold', '50%'];
const NIGHT = [...JUDGED, '--trials', '1'];
/** Long enough for the test to interrupt. */
const LONG = [...JUDGED, '--trials', '50'];

test('a first night, a good one, and one that is slower: ab confirms it, and an issue is written', async (context) => {
  const { cwd, ...repository } = nightlyRepository(context, server);
  await slowingNights({ cwd, ...repository }, [QUICK_MS, SLOW_MS], '1 variant, 1 trial', (env, args) =>
    runCli([...NIGHT, ...args], { cwd, env }),
  );
});

test('without git a slower night stays suspected; damaged nights are reported and skipped', async (context) => {
  const cwd = temporaryFolder(context);
  const night = (...more: string[]) => runCli([...NIGHT, ...more], { cwd });
  writeFileSync(join(cwd, 'package.json'), '{}');
  writeFileSync(join(cwd, 'server.js'), server(10));
  const first = await night('--gate', 'p99 single < 0.1');
  assert.equal(first.code, 1, first.output);
  assert.match(first.output, /\nregression: the gate p99 single < 0.1 is not met\n$/);
  assert.equal((await night('--accept')).code, 0);

  const damaged = join(cwd, STORE, 'runs', '1999-12-31T00-00-00Z');
  mkdirSync(damaged);
  writeFileSync(join(damaged, 'night.json'), '{"schema": 1');
  writeFileSync(join(damaged, 'run.json'), 'not a run');
  writeFileSync(join(cwd, STORE, '.lock'), 'half a lo');
  writeFileSync(join(cwd, 'server.js'), server(100));
  const { code, output } = await night();
  const sentences = output.replace(/\s+/g, ' ');
  assert.equal(code, 0, output);
  assert.match(
    sentences,
    /The night 1999-12-31T00-00-00Z cannot be read, and counts as none: night.json is damaged/,
  );
  assert.match(sentences, /ab compares commits, and this is not a git repository/);
  assert.match(output, /\nsuspected: single −\d\d\.\d%, slower; not confirmed\n$/);
});

test('a second simultaneous night is refused; Ctrl-C keeps what was measured, and the night is not good', async (context) => {
  const { cwd, commit } = nightlyRepository(context, server);
  commit(10);
  const cli = startCli(LONG, { cwd });
  await cli.wrote(' 1/50');
  const second = await runCli(NIGHT, { cwd });
  assert.equal(second.code, 2);
  assert.match(
    second.output,
    new RegExp(
      `^cluster-bench: another nightly \\(pid ${cli.pid}\\) is running in .*; wait for it, or name another`,
    ),
  );
  cli.kill('SIGINT');
  assert.deepEqual(await cli.ended, { code: 130, signal: null });
  assert.match(cli.output(), /\ninterrupted after \d+ trials?: it does not count as a night\n$/);
  const [night] = nightsIn(cwd);
  assert.deepEqual([night?.verdict, night?.good, night?.run.status], ['interrupted', false, 'partial']);

  const killed = startCli(LONG, { cwd });
  await killed.wrote(' 1/50');
  killed.kill('SIGKILL');
  await killed.ended;
  const next = await runCli(NIGHT, { cwd });
  assert.equal(next.code, 0, next.output);
  assert.match(next.output, /\nfirst: /);
});

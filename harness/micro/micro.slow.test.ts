/** `cluster-bench micro` for real, with little time for each benchmark: its figures are plausible, not exact. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startCli, temporaryFolder } from '../dev/testing/cli.ts';
import type { Figure } from '../records/micro.ts';

const SHORT = ['micro', '--time', '1'];

function jsonIn(output: string): { figures: (Figure & { perSecond: number })[]; failures: unknown[] } {
  return JSON.parse(output.slice(output.indexOf('{')));
}

test('every cost has a figure, and nothing is left running', async (context) => {
  const { code, output } = await runCli([...SHORT, '--json'], { cwd: temporaryFolder(context) });
  assert.equal(code, 0, output);
  const { figures, failures } = jsonIn(output);
  assert.deepEqual(failures, []);
  assert.deepEqual(
    figures.map(({ id, app }) => (app === null ? id : `${id} ${app}`)),
    [
      'injection',
      'injected express',
      'injected fastify',
      'injected http',
      'served express',
      'served fastify',
      'served http',
      'json-stringify',
      'json-parse',
      'ipc-message',
      'ipc-round-trip',
      'connection-accepted',
      'connection-passed',
      'timer',
    ],
  );
  for (const { id, medianUs, madUs, samples, perSecond } of figures) {
    assert.ok(medianUs > 0 && medianUs < 1e5 && madUs >= 0 && samples >= 30, `${id}: ${medianUs} ± ${madUs}`);
    assert.ok(Math.abs((perSecond * medianUs) / 1e6 - 1) < 0.01, `${id}: ${perSecond} per second`);
  }
});

test('the table has the app that was asked for, and no other', async (context) => {
  const { code, output } = await runCli([...SHORT, '--app', 'HTTP'], { cwd: temporaryFolder(context) });
  assert.equal(code, 0, output);
  assert.match(output, /^what +median µs +MAD µs +per second$/m);
  assert.match(output, /^http: GET \/api\/users over a kept connection +[\d.]+ +[\d.]+ +[\d,]+$/m);
  assert.doesNotMatch(output, /express|fastify/);
});

test('a benchmark that fails is reported with its own words, and the others are not lost', async (context) => {
  // Servers refuse every request; without sockets no header is parsed.
  const env = { NODE_OPTIONS: '--max-http-header-size=8' };
  const { code, output } = await runCli([...SHORT, '--app', 'http', '--json'], {
    cwd: temporaryFolder(context),
    env,
  });
  assert.equal(code, 1, output);
  assert.match(output, /^cluster-bench: measuring http, over connections failed \(exit code 1\)$/m);
  assert.match(output, /^ {2}Error: the server closed a kept connection$/m);
  assert.match(output, /"id": "timer"/);
});

for (const [signal, end] of [
  ['SIGINT', { code: 130, signal: null }],
  ['SIGKILL', { code: null, signal: 'SIGKILL' }],
] as const) {
  test(`${signal} while a primary and its worker are measured leaves nothing running`, async (context) => {
    const cli = startCli(['micro', '--time', '300', '--app', 'http'], { cwd: temporaryFolder(context) });
    await cli.wrote('connections passed to a worker');
    cli.kill(signal);
    assert.deepEqual(await cli.ended, end);
    assert.doesNotMatch(cli.output(), /median/);
  });
}

/** `cluster-bench micro` for real, once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, temporaryFolder } from '../dev/testing/cli.ts';
import { SHORT } from '../dev/testing/micro-runs.ts';

test('a table of the app that was asked for, and no other', async (context) => {
  const { code, output } = await runCli([...SHORT, '--app', 'HTTP'], { cwd: temporaryFolder(context) });
  assert.equal(code, 0, output);
  assert.match(output, /^what +median µs +MAD µs +per second$/m);
  assert.match(output, /^http: GET \/api\/users over a kept connection +[\d.]+ +[\d.]+ +[\d,]+$/m);
  assert.doesNotMatch(output, /express|fastify/);
});

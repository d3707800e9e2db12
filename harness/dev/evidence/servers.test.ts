import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { type Outcome, ratioTo, verdictOf } from './server-verdict.ts';
import { servers } from './servers/index.ts';

const truth = { from: 2_000, to: 2_500 };
const figure = (throughput: number, doubts: readonly string[] = []): Outcome => ({
  status: 'ok',
  client: 'direct',
  throughput,
  p50Ms: 20,
  doubts,
  disturbances: [],
});

const judged = (throughput: number) => verdictOf(figure(throughput), ratioTo(truth, throughput));

test('a ratio is 1 inside the true range, and relative to its nearer end outside', () => {
  assert.equal(ratioTo(truth, 2_200), 1);
  assert.equal(ratioTo(truth, 1_000), 0.5);
  assert.equal(ratioTo(truth, 5_000), 2);
});

test('a figure is within 3% of the truth, or off by a percentage', () => {
  assert.equal(judged(1_941), 'within 3%');
  assert.equal(judged(1_900), 'FAIL: −5.0%');
  assert.equal(judged(3_000), 'FAIL: +20.0%');
});

test('a wrong figure names what disturbed the host', () => {
  const outcome = { ...figure(1_900), disturbances: ['steal'] };
  assert.equal(verdictOf(outcome, 0.95), 'FAIL: −5.0% (steal)');
});

test('a wrong figure with a warning about it counts as no figure', () => {
  assert.equal(verdictOf(figure(1_000, ['littles-law']), 0.5), 'no figure: littles-law');
  assert.equal(verdictOf(figure(2_200, ['errors']), 1), 'within 3%');
});

test('if no throughput is true, only a failed trial or a questioned figure is right', () => {
  assert.equal(verdictOf({ status: 'failed', reason: 'it hangs' }, null), 'no figure: it hangs');
  assert.equal(verdictOf(figure(100, ['errors']), null), 'no figure: errors');
  assert.equal(verdictOf(figure(100), null), 'FAIL: a figure, and none is true');
});

test('every server has a unique name, and a script', () => {
  assert.equal(new Set(servers.map(({ name }) => name)).size, servers.length);
  for (const { script } of servers) assert.ok(existsSync(script), script);
});

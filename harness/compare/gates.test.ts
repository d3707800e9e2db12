import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compared, namedRun } from '../testing/compared-runs.ts';
import { outcomeOf } from './compare-runs.ts';
import { type GateRule, type Limits, limitFor } from './options.ts';

const head = namedRun({ day: 2, workers: [1, 2] });
const gated = (rule: Partial<GateRule>) =>
  compared(namedRun({ workers: [1, 2, 4] }), head, {
    gates: [{ text: 'rule', flag: '--max', metric: 'p99', cell: 'single', limit: 1e6, ...rule }],
  });

test('a gate holds the head to a limit, whatever the base did', () => {
  const [met] = gated({}).gates;
  assert.ok(met?.met && (met.value ?? 0) > 0 && met.cell === 'single');
  const missed = gated({ limit: 0.001 });
  assert.equal(missed.gates[0]?.met, false);
  assert.equal(outcomeOf(missed), 'regression');
  assert.equal(gated({ flag: '--min', metric: 'throughput', limit: 1 }).gates[0]?.met, true);
  assert.equal(gated({ flag: '--min', metric: 'throughput', limit: 1e9 }).gates[0]?.met, false);
});

test('a limit is exclusive', () => {
  const value = gated({}).gates[0]?.value ?? 0;
  assert.equal(gated({ limit: value }).gates[0]?.met, false);
});

test('a star means every cell of the head, and a cell that it lacks does not meet a gate', () => {
  assert.deepEqual(
    gated({ cell: '*' }).gates.map(({ cell }) => cell),
    ['single', 'cluster-2-rr'],
  );
  const [gate] = gated({ cell: 'cluster-4-rr' }).gates;
  assert.deepEqual([gate?.value, gate?.met], [null, false]);
});

test('a cell that neither side has is refused with the one that was meant', () => {
  assert.throws(
    () => gated({ cell: 'cluster-2-r' }),
    /--max names the cell cluster-2-r, .*did you mean cluster-2-rr\?/,
  );
  const threshold = { usual: 0.05, special: [{ metric: null, cell: 'zebra', ratio: 0.1 }] };
  assert.throws(
    () => compared(namedRun(), head, { threshold }),
    /--threshold names the cell zebra, .* there are single, cluster-2-rr/,
  );
});

test('the limit that says most of a cell holds, and of equals the last', () => {
  const limits: Limits = {
    usual: 0.05,
    special: [
      { metric: 'p99', cell: null, ratio: 0.1 },
      { metric: 'p99', cell: 'cluster-8-rr', ratio: 0.08 },
      { metric: null, cell: 'cluster-8-rr', ratio: 0.01 },
      { metric: null, cell: 'cluster-8-rr', ratio: 0.03 },
    ],
  };
  assert.equal(limitFor(limits, 'throughput', 'single'), 0.05);
  assert.equal(limitFor(limits, 'p99', 'single'), 0.1);
  assert.equal(limitFor(limits, 'throughput', 'cluster-8-rr'), 0.03);
  assert.equal(limitFor(limits, 'p99', 'cluster-8-rr'), 0.08);
  assert.equal(
    limitFor(limits, 'p99', 'db-wait/express/cluster-8-rr'),
    0.08,
    'a setup stands for all scenarios',
  );
  assert.equal(limitFor(limits, 'p99', 'nginx+cluster-8-rr'), 0.1);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleNights } from '../../reports/testing/example-history.ts';
import type { CellSummary, History, Summary, Trend } from '../records/history.ts';
import { trendsOf } from './trends.ts';

const MIN_CHANGE = 0.02;

function trendIn(history: History, id = 'single'): Trend {
  const found = history.trends.find((trend) => trend.id === id);
  assert.ok(found, `no ${id} among ${history.trends.map((trend) => trend.id).join(', ')}`);
  return found;
}

function firstTrend(summaries: readonly Summary[], minChange = MIN_CHANGE): Trend {
  return trendIn(trendsOf(summaries, { minChange }));
}

/** `single` at 9,700 req/s with a change of level, and other cells if a test adds them. */
function stepped(change: number, options: Parameters<typeof exampleNights>[0] = {}): Summary[] {
  return exampleNights({
    nights: 60,
    cells: { single: { level: 9700, steps: [{ night: 40, change }] } },
    ...options,
  });
}

function withCells(summary: Summary, change: (cell: CellSummary) => CellSummary): Summary {
  return {
    ...summary,
    groups: summary.groups.map((group) => ({ ...group, cells: group.cells.map(change) })),
  };
}

function withGroups(summary: Summary, part: Partial<Summary['groups'][number]>): Summary {
  return { ...summary, groups: summary.groups.map((group) => ({ ...group, ...part })) };
}

test('a change names its first night and commit, and the last night before it', () => {
  const nights = stepped(-0.08);
  const { changes, levels, points } = firstTrend(nights);
  assert.equal(changes.length, 1);
  const [change] = changes;
  assert.equal(change?.point, 40);
  assert.equal(change?.night.commit, nights[40]?.commit);
  assert.equal(change?.after.commit, nights[39]?.commit);
  assert.equal(change?.until.commit, nights[40]?.commit);
  assert.deepEqual(change?.range, { earliest: 40, latest: 40 });
  assert.equal(change?.effect, 'worse');
  assert.ok(Math.abs((change?.change ?? 0) + 0.08) < 0.01, String(change?.change));
  assert.deepEqual(
    levels.map(({ first, last }) => [first, last]),
    [
      [0, 39],
      [40, 59],
    ],
  );
  assert.equal(points.length, 60);
});

test('the range of a small change includes the night where it really began', () => {
  const [change] = firstTrend(stepped(-0.025)).changes;
  assert.ok(change);
  assert.ok(change.range.earliest <= 40 && 40 <= change.range.latest, JSON.stringify(change.range));
  assert.ok(change.range.earliest < change.range.latest);
});

test('higher is better for throughput, lower for a p99', () => {
  const asP99 = (summary: Summary) => withGroups(summary, { metric: 'p99' });
  assert.equal(firstTrend(stepped(0.1)).changes[0]?.effect, 'better');
  assert.equal(firstTrend(stepped(-0.1)).changes[0]?.effect, 'worse');
  const higher = firstTrend(stepped(0.1, { alter: asP99 }));
  assert.deepEqual([higher.changes[0]?.effect, higher.unit, higher.better], ['worse', 'ms', 'less']);
  assert.equal(firstTrend(stepped(-0.1, { alter: asP99 })).changes[0]?.effect, 'better');
  const asCapacity = (summary: Summary) => withGroups(summary, { metric: 'capacity' });
  assert.deepEqual(
    [firstTrend(stepped(0.1, { alter: asCapacity })).changes[0]?.effect, firstTrend(stepped(0.1)).unit],
    ['better', 'req/s'],
  );
});

test('changes below the minimum are ignored, and their levels merged', () => {
  const nights = stepped(-0.04);
  assert.equal(firstTrend(nights, 0.02).changes.length, 1);
  const { changes, levels } = firstTrend(nights, 0.06);
  assert.deepEqual([changes.length, levels.length], [0, 1]);
  const two = exampleNights({
    nights: 90,
    noise: 0.003,
    cells: {
      single: {
        level: 9700,
        steps: [
          { night: 30, change: 0.015 },
          { night: 60, change: 0.2 },
        ],
      },
    },
  });
  assert.deepEqual(
    firstTrend(two, 0.05).changes.map(({ point }) => point),
    [60],
  );
});

test('noise alone is not a change, and is reported', () => {
  let changes = 0;
  for (let seed = 1; seed <= 40; seed++) changes += firstTrend(exampleNights({ seed })).changes.length;
  assert.ok(changes <= 5, `${changes} in 40 histories`);
  const { noise } = firstTrend(exampleNights({ nights: 200, noise: 0.03 }));
  assert.ok(noise !== null && Math.abs(noise - 0.03) < 0.005, String(noise));
  assert.equal(firstTrend(exampleNights({ nights: 3 })).noise, null);
});

test('noise is measured around levels, so that a change of level does not increase it', () => {
  const { noise } = firstTrend(stepped(-0.3));
  assert.ok(noise !== null && noise < 0.02, String(noise));
});

test('with fewer than the minimum of nights not even a halving is a change; with as many it is', () => {
  for (const count of [1, 6]) {
    const cells = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        `cluster-${at + 2}-rr`,
        { level: 9700, steps: [{ night: 100, change: 0 }] },
      ]),
    );
    const { settings } = trendsOf(exampleNights({ nights: 1, cells }), { minChange: MIN_CHANGE });
    const changesIn = (nights: number) => {
      const from = Math.floor(nights / 2);
      const halved = Object.fromEntries(
        Object.keys(cells).map((id) => [id, { level: 9700, steps: [{ night: from, change: -0.5 }] }]),
      );
      const { trends } = trendsOf(exampleNights({ nights, cells: halved }), { minChange: MIN_CHANGE });
      return trends.flatMap(({ changes }) => changes).length;
    };
    assert.equal(changesIn(settings.leastNights - 1), 0, `${count} cells`);
    assert.ok(
      changesIn(settings.leastNights + 3) === count,
      `${count} cells, ${settings.leastNights} nights`,
    );
  }
});

test('nights of another host or load are set aside, and counted', () => {
  const { points, setAside, failedNights } = firstTrend(
    exampleNights({
      nights: 20,
      alter: (summary, night) => {
        if (night < 3) return { ...summary, host: { cpuModel: 'AMD EPYC', cores: 4 } };
        if (night < 5) return withGroups(summary, { load: 'something else' });
        if (night < 6) return withGroups(summary, { metric: 'p99' });
        return summary;
      },
    }),
  );
  assert.deepEqual(
    points.map(({ night }) => night),
    Array.from({ length: 14 }, (_, at) => at + 6),
  );
  assert.equal(failedNights, 0);
  assert.deepEqual(
    setAside.map(({ what, name, nights }) => [what, name.slice(0, 8), nights]),
    [
      ['host', 'AMD EPYC', 3],
      ['load', 'somethin', 2],
      ['load', 'autocann', 1],
    ],
  );
});

test('a series has the host and load of the newest night with the cell', () => {
  const { points, setAside, load } = firstTrend(
    exampleNights({
      nights: 9,
      alter: (summary, night) => (night === 8 ? withGroups(summary, { load: 'a new one' }) : summary),
    }),
  );
  assert.deepEqual([points.length, setAside[0]?.nights, load], [1, 8, 'a new one']);
});

test('nights in which all trials failed have no point, and a cell without points has no trend', () => {
  const failed = { mean: null, spread: null, trials: 0, failed: 5 };
  const { points, failedNights } = firstTrend(
    exampleNights({
      nights: 9,
      alter: (summary, night) =>
        night % 4 === 0 ? withCells(summary, (cell) => ({ ...cell, ...failed })) : summary,
    }),
  );
  assert.deepEqual([points.length, failedNights], [6, 3]);
  const none = exampleNights({
    nights: 2,
    alter: (one) => withCells(one, (cell) => ({ ...cell, ...failed })),
  });
  const history = trendsOf(none, { minChange: MIN_CHANGE });
  assert.deepEqual([history.nights.length, history.trends.length], [2, 0]);
});

test('intervals pool the spread of all nights; single trials have none', () => {
  const [point] = firstTrend(exampleNights({ nights: 30, noise: 0.01 })).points;
  assert.ok(point?.interval && point.interval.low < point.value && point.value < point.interval.high);
  const single = exampleNights({
    nights: 3,
    alter: (one) => withCells(one, (cell) => ({ ...cell, trials: 1, spread: null })),
  });
  assert.deepEqual(
    firstTrend(single).points.map(({ interval }) => interval),
    [null, null, null],
  );
});

test('ids contain scenario and app only if there are several', () => {
  const both = exampleNights({
    nights: 2,
    alter: (summary) => ({
      ...summary,
      groups: summary.groups.flatMap((group) => [group, { ...group, app: 'http' }]),
    }),
  });
  const { trends } = trendsOf(both, { minChange: MIN_CHANGE, wants: (id) => id.includes('http') });
  assert.deepEqual(
    trends.map(({ id }) => id),
    ['db-wait/http/single'],
  );
});

test('an empty history is valid, and the same history gives the same trends', () => {
  assert.deepEqual(trendsOf([], { minChange: MIN_CHANGE }).trends, []);
  assert.deepEqual(firstTrend(stepped(-0.05)), firstTrend(stepped(-0.05)));
});

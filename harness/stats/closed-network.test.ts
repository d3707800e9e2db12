import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { closedNetwork, perWorkerNetwork } from './closed-network.ts';

const near = (actual: number, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance * expected, `${actual} is not ${expected}`);

const settings = fc.record({
  connections: fc.integer({ min: 1, max: 3000 }),
  delayMs: fc.double({ min: 0.001, max: 10_000, noNaN: true }),
  serviceMs: fc.double({ min: 0.001, max: 10_000, noNaN: true }),
  servers: fc.integer({ min: 1, max: 300 }),
});

test('reference values: throughput, and the time beyond the delay', () => {
  const references = [
    [{ connections: 4, delayMs: 1000, serviceMs: 500, servers: 2 }, 2.528736, 581.8182],
    [{ connections: 10, delayMs: 1000, serviceMs: 200, servers: 2 }, 7.596278, 316.4341],
    [{ connections: 500, delayMs: 50, serviceMs: 0.8, servers: 8 }, 9591.026, 2.132],
  ] as const;
  for (const [setting, throughput, residenceMs] of references) {
    const figures = closedNetwork(setting);
    near(figures.throughput, throughput);
    near(figures.meanMs - setting.delayMs, residenceMs, 1e-4);
  }
});

test('limits: one connection, as many servers as connections, no delay, no service time, no connections', () => {
  const one = { connections: 1, delayMs: 50, serviceMs: 10, servers: 3 };
  near(closedNetwork(one).throughput, 1000 / 60, 1e-12);
  near(closedNetwork({ ...one, connections: 7, servers: 7 }).throughput, 7000 / 60, 1e-12);
  assert.deepEqual(closedNetwork({ ...one, connections: 12, delayMs: 0 }), { throughput: 300, meanMs: 40 });
  assert.deepEqual(closedNetwork({ ...one, connections: 2, delayMs: 0 }), { throughput: 200, meanMs: 10 });
  assert.deepEqual(closedNetwork({ ...one, connections: 500, serviceMs: 0 }), {
    throughput: 10_000,
    meanMs: 50,
  });
  assert.deepEqual(closedNetwork({ ...one, connections: 0 }), { throughput: 0, meanMs: 60 });
  assert.equal(closedNetwork({ ...one, delayMs: 0, serviceMs: 0 }).throughput, Number.POSITIVE_INFINITY);
});

test('for one server it equals mean value analysis, whose recursion is exact there', () => {
  fc.assert(
    fc.property(settings, ({ connections, delayMs, serviceMs }) => {
      let queued = 0;
      let throughput = 0;
      for (let n = 1; n <= connections; n++) {
        const residenceMs = serviceMs * (1 + queued);
        throughput = n / (delayMs + residenceMs);
        queued = throughput * residenceMs;
      }
      near(
        closedNetwork({ connections, delayMs, serviceMs, servers: 1 }).throughput,
        throughput * 1000,
        1e-9,
      );
    }),
  );
});

test('it stays below every limit, keeps Little’s law, and one more server or connection never lowers it', () => {
  fc.assert(
    fc.property(settings, (setting) => {
      const { connections, delayMs, serviceMs, servers } = setting;
      const { throughput, meanMs } = closedNetwork(setting);
      const rounding = 1 + 1e-12;
      assert.ok(throughput > 0);
      assert.ok(throughput <= ((connections * 1000) / (delayMs + serviceMs)) * rounding);
      assert.ok(throughput <= ((servers * 1000) / serviceMs) * rounding);
      near(throughput * meanMs, connections * 1000, 1e-12);
      for (const more of [{ servers: servers + 1 }, { connections: connections + 1 }]) {
        assert.ok(closedNetwork({ ...setting, ...more }).throughput >= throughput / rounding);
      }
    }),
  );
});

test('separate queues complete at most as much as one queue for all of their servers', () => {
  fc.assert(
    fc.property(
      settings,
      fc.array(fc.nat(200), { minLength: 1, maxLength: 20 }),
      (setting, connectionsEach) => {
        const { delayMs, serviceMs } = setting;
        const connections = connectionsEach.reduce((total, each) => total + each, 0);
        const pinned = perWorkerNetwork({ connectionsEach, delayMs, serviceMs });
        const pooled = closedNetwork({ connections, delayMs, serviceMs, servers: connectionsEach.length });
        assert.ok(pinned.throughput <= pooled.throughput * (1 + 1e-12));
      },
    ),
  );
});

test('pinned: the mean weighs a server by its throughput, and ignores one without connections', () => {
  const load = { delayMs: 50, serviceMs: 1 };
  const [few, many] = [10, 200].map((connections) => closedNetwork({ connections, servers: 1, ...load }));
  const pinned = perWorkerNetwork({ connectionsEach: [10, 0, 200], ...load });
  assert.ok(few && many);
  near(pinned.throughput, few.throughput + many.throughput, 1e-12);
  const weighted = few.throughput * few.meanMs + many.throughput * many.meanMs;
  near(pinned.meanMs, weighted / pinned.throughput, 1e-12);
});

test('large networks neither overflow nor vanish', () => {
  const large = { connections: 100_000, delayMs: 50, servers: 300 };
  near(closedNetwork({ ...large, serviceMs: 1 }).throughput, 300_000, 1e-9);
  near(closedNetwork({ ...large, serviceMs: 1e-6 }).throughput, 100_000 / 0.050000001, 1e-6);
  near(closedNetwork({ ...large, serviceMs: 1e6 }).throughput, 0.3, 1e-9);
});

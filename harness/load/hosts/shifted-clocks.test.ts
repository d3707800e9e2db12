/** A load from agents whose clocks are apart from the coordinator's, and drift. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { hostsFor, jobTo, startAgent } from '../../dev/testing/agents.ts';
import { lastFirst } from '../../dev/testing/last-first.ts';
import { ledgerSides } from '../../dev/testing/load.ts';
import { startUsersRedis } from '../../dev/testing/redis.ts';
import { monotonicMs } from '../../host/clock.ts';

const RESPONSE_MS = 50;
const PPM = 200;
/** The drift may be wrong by this over a short trial on a busy host: both readings have an uncertainty. */
const WINDOW_MS = 2_000;

test('latencies and windows are right, and the record says how the clocks differ', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const shifts = { ahead: [500, PPM], behind: [-500, -PPM] } as const;
  const agents = Object.entries(shifts).map(([name, shift]) =>
    startAgent(context, redis.url, name, {
      env: { CLUSTER_BENCH_INTERNAL_CLOCK_SHIFT: shift.join() },
    }),
  );
  const arrivals: number[] = [];
  const server = createServer((_, response) => {
    arrivals.push(monotonicMs());
    setTimeout(() => response.end('well'), RESPONSE_MS);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  await Promise.all(agents.map((agent) => agent.wrote('waiting for a load')));
  const hosts = await hostsFor(context, redis.url, 2);
  const never = new AbortController().signal;
  const openedMs = monotonicMs();
  const { load, hosts: described } = await hosts.open({ connections: 10, longestSeconds: 60 }, never);
  await load.ready;
  await load.begin(jobTo(address.port), () => {});
  const fromMs = monotonicMs() + 500;
  const figures = await load.measure({ fromMs, toMs: fromMs + WINDOW_MS });
  await load.end();
  const { p50 } = figures.latency;
  assert.ok(p50 >= RESPONSE_MS - 1 && p50 < 2 * RESPONSE_MS, `${p50} ms`);
  const [left, right] = ledgerSides(figures);
  assert.equal(left, right);
  const inside = arrivals.filter((at) => at >= fromMs && at < fromMs + WINDOW_MS).length;
  assert.ok(Math.abs(inside - figures.sent) <= 20, `${inside} arrived, ${figures.sent} sent`);
  for (const { name, clock } of await described()) {
    const [offsetMs, ppm] = shifts[name as keyof typeof shifts];
    // A clock that is faster has been so since the host's start.
    const expected = offsetMs + (openedMs * ppm) / 1e6;
    assert.ok(
      Math.abs(clock.offsetMs - expected) < clock.uncertaintyMs + 10,
      JSON.stringify({ expected, clock }),
    );
    const vague = (1e6 * 2 * clock.uncertaintyMs) / WINDOW_MS;
    assert.ok(Math.abs(clock.driftPpm - ppm) < vague + PPM / 2, JSON.stringify(clock));
    assert.ok(Math.abs(clock.skewMs) < 10, JSON.stringify(clock));
  }
});

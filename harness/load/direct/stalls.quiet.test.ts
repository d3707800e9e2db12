/** Latencies that only a quiet host shows: other work stalls a server as well. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { POISSON } from '../../dev/testing/direct-loads.ts';
import { ledgerSides, loadServer } from '../../dev/testing/load.ts';

test('an open loop shows a stall that a closed loop hides', async (context) => {
  const STALL_MS = 200;
  const serve = () => {
    const server = createServer((_request, response) => response.end('well'));
    const stalls = setInterval(() => {
      const until = performance.now() + STALL_MS;
      while (performance.now() < until);
    }, 1_000);
    context.after(() => clearInterval(stalls));
    return server;
  };
  const windowMs = 3_000;
  const closed = await loadServer(context, serve(), { windowMs, job: { connections: 1 } });
  const open = await loadServer(context, serve(), { windowMs, pace: { ...POISSON, rate: 500 } });
  assert.ok(closed.latency.p99 < 20, `closed loop: ${closed.latency.p99} ms`);
  // A fifth of the arrivals meet a stall, and wait for the rest of it.
  assert.ok(open.latency.p99 > 0.75 * STALL_MS, `open loop: ${open.latency.p99} ms`);
  assert.ok(open.latency.p90 > 0.25 * STALL_MS, `open loop: ${open.latency.p90} ms`);
  assert.equal(open.offeredRate, 500);
  const [begun, ended] = ledgerSides(open);
  assert.equal(begun, ended);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newHistogram, summarizeLatency } from '../../load/histogram.ts';
import { asWrkCounts, parseWrk } from './wrk.ts';

const OUTPUT = `Running 10s test @ http://127.0.0.1:8080/
  1 threads and 500 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    53.40ms    3.11ms 102.54ms   91.13%
    Req/Sec     9.37k   310.52     9.74k    96.00%
  Latency Distribution
     50%  990.00us
     75%   53.70ms
     90%   55.67ms
     99%    1.26s
  93384 requests in 10.04s, 43.37MB read
Requests/sec:   9302.73
Transfer/sec:      4.32MB
`;

test('wrk’s figures are parsed with their units', () => {
  assert.deepEqual(parseWrk(OUTPUT), { throughput: 9302.73, p50Ms: 0.99, p90Ms: 55.67, p99Ms: 1260 });
});

test('output without the figures is refused', () => {
  assert.throws(() => parseWrk('unable to connect'), /wrk did not print .*unable to connect/s);
});

test('latencies that wrk adds after a stall are added: 990 latencies of 1 ms and one of a second', () => {
  const histogram = newHistogram();
  histogram.recordValueWithCount(1_000, 990);
  histogram.recordValueWithCount(1_000_000, 1);
  const latency = summarizeLatency(histogram, { sumMs: 1_990, maxMs: 1_000 });
  const figures = { latency, connections: 1, completed: 991, windowSeconds: 1.99 };
  // One for each 2.008 ms of the second: 498 in all, the lower half of them below 500 ms.
  const { p50Ms, p90Ms, p99Ms } = asWrkCounts(figures);
  assert.equal(p50Ms, 1);
  // 1,489 latencies: the 149th from the top, and the 15th.
  assert.ok(Math.abs(p90Ms - (1_000 - 148 * 2.008)) < 2, String(p90Ms));
  assert.ok(Math.abs(p99Ms - (1_000 - 14 * 2.008)) < 2, String(p99Ms));
});

test('without a latency of two cycles wrk adds nothing', () => {
  const histogram = newHistogram();
  for (let milliseconds = 1; milliseconds <= 100; milliseconds++) histogram.recordValue(milliseconds * 1_000);
  const latency = summarizeLatency(histogram, { sumMs: 5_050, maxMs: 100 });
  const counted = asWrkCounts({ latency, connections: 10, completed: 100, windowSeconds: 0.505 });
  assert.deepEqual(counted, { p50Ms: latency.p50, p90Ms: latency.p90, p99Ms: latency.p99 });
});

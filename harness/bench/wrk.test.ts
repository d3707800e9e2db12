import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseWrk } from './wrk.ts';

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

test('wrk’s figures are read in their units', () => {
  assert.deepEqual(parseWrk(OUTPUT), { throughput: 9302.73, p50Ms: 0.99, p90Ms: 55.67, p99Ms: 1260 });
});

test('output without the figures is refused', () => {
  assert.throws(() => parseWrk('unable to connect'), /wrk did not print .*unable to connect/s);
});

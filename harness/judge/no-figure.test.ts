import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadWith } from '../dev/testing/figures.ts';
import { noErrors } from '../load/load-errors.ts';
import { implausible, tooManyErrors } from './no-figure.ts';

const NO_ERRORS = noErrors();

test('connections cannot carry more requests than their number divided by the shortest time', () => {
  // 100 connections by 50 ms are 2,000 per second; a quarter more may be the luck of a few probes.
  assert.equal(implausible(loadWith({ throughput: 2_490 }), { shortestMs: 50 }), null);
  assert.match(
    implausible(loadWith({ throughput: 29_000 }), { shortestMs: 20 }) ?? '',
    /^implausible: 29000 requests per second, but 100 connections carry at most 5000, .* 20\.00 ms$/,
  );
});

test('an app that a cache or the compiler has made faster since the probe is probed again, not called implausible', () => {
  const load = loadWith({ throughput: 20_000 });
  assert.notEqual(implausible(load, { shortestMs: 200 }), null);
  assert.equal(implausible(load, { shortestMs: 4 }), null);
});

test('figures that break Little’s law are implausible, failed requests included', () => {
  const ends = { inFlightAtStart: 0, unfinished: 0 };
  const probed = { shortestMs: 1 };
  assert.equal(implausible(loadWith({ ...ends, meanInFlight: 104 }), probed), null);
  assert.match(
    implausible(loadWith({ ...ends, meanInFlight: 110 }), probed) ?? '',
    /Little’s law|Little's law/,
  );
  // 20 that failed after 5 s each were 10 in flight.
  const failed = { errors: { ...NO_ERRORS, reset: 20 }, failedTime: { sumMs: 100_000, maxMs: 5_000 } };
  assert.equal(implausible(loadWith({ ...ends, ...failed, meanInFlight: 110 }), probed), null);
});

test('requests that hang across the window’s end are not missing time', () => {
  const hanging = { meanInFlight: 100, completed: 12_000, unfinished: 100, followedMaxMs: 10_000 };
  assert.equal(implausible(loadWith(hanging), { shortestMs: 40 }), null);
});

test('a trial has no figure if more requests failed than are tolerated', () => {
  const load = loadWith({
    completed: 9_800,
    errors: { ...NO_ERRORS, non2xx: 150, timeout: 50 },
    statuses: { 200: 9_800, 401: 100, 503: 50 },
  });
  const rule = { maxErrors: 0.02, expectedFailures: [] };
  assert.equal(tooManyErrors(load, rule), null);
  const reason = tooManyErrors(load, { ...rule, maxErrors: 0.01 });
  assert.match(
    reason ?? '',
    /^2% of the requests failed \(50 timeout, 150 non2xx; responses: 9800 x 200, 100 x 401, 50 x 503\)/,
  );
});

test('failures that the scenario expects are tolerated, by class and by status', () => {
  const load = loadWith({
    completed: 9_800,
    errors: { ...NO_ERRORS, non2xx: 150, timeout: 50 },
    statuses: { 200: 9_800, 401: 150 },
  });
  const tolerated = (...expectedFailures: readonly string[]) =>
    tooManyErrors(load, { maxErrors: 0.001, expectedFailures }) === null;
  assert.deepEqual(
    [tolerated(), tolerated('401'), tolerated('timeout'), tolerated('401', 'timeout')],
    [false, false, false, true],
  );
});

test('requests that are expected to hang were in flight, as far as they are unfinished', () => {
  const hanging = loadWith({ meanInFlight: 150, unfinished: 60, followedMaxMs: 0 });
  const most = { shortestMs: 1 };
  assert.match(implausible(hanging, most) ?? '', /Little's law/);
  assert.equal(implausible(hanging, most, ['timeout']), null);
  assert.match(implausible({ ...hanging, unfinished: 40 }, most, ['timeout']) ?? '', /Little's law/);
  assert.match(implausible({ ...hanging, meanInFlight: 50 }, most, ['timeout']) ?? '', /Little's law/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mulberry32 } from '../../../stats/mulberry32.ts';
import { ALPHA, ours, pairsP, welch } from '../judges.ts';
import { hosts, simulatePairs, simulateRuns } from '../simulated-hosts.ts';
import { alarmShares, REPORT_SIZES } from './false-alarms.ts';

const SESSIONS = 100;
const CELLS = 24;
const session = { cells: CELLS, trials: 5 };

for (const host of hosts) {
  test(`reports of single runs claim a change without one in 1 of 100: ${host.name}`, () => {
    const random = mulberry32(1);
    const [shares = []] = alarmShares([ours], SESSIONS, () => simulateRuns({ ...session, host }, random));
    assertFew(shares);
  });

  test(`reports of pairs, checked after each of 30: ${host.name}`, () => {
    const random = mulberry32(2);
    const judge = { pOf: pairsP, corrected: true };
    const pairs = () => simulatePairs({ ...session, trials: 30, host }, random);
    assertFew(alarmShares([judge], SESSIONS, pairs)[0] ?? []);
  });
}

test('a test that counts trials, whatever the run, and does not correct, raises many', () => {
  const random = mulberry32(3);
  const [host] = hosts;
  assert.ok(host);
  const [shares = []] = alarmShares([welch], SESSIONS, () => simulateRuns({ ...session, host }, random));
  assert.throws(() => assertFew(shares));
});

/** assertFew accepts what chance makes of reports that have an alarm in 1 of 100, except in 1 of 10,000 tests. */
function assertFew(shares: readonly number[]): void {
  assert.equal(shares.length, REPORT_SIZES.length);
  for (const [at, size] of REPORT_SIZES.entries()) {
    const reports = (SESSIONS * CELLS) / size;
    const alarms = Math.round((shares[at] ?? 1) * reports);
    assert.ok(chanceOf(alarms, reports) > 1e-4, `${alarms} of ${reports} reports of ${size} cells`);
  }
}

/** chanceOf is the probability of at least this many alarms: binomial. */
function chanceOf(alarms: number, reports: number): number {
  let [chance, below] = [(1 - ALPHA) ** reports, 0];
  for (let count = 0; count < alarms; count++) {
    below += chance;
    chance *= ((reports - count) / (count + 1)) * (ALPHA / (1 - ALPHA));
  }
  return 1 - below;
}

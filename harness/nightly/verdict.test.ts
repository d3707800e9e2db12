import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NightVerdict } from '../records/night.ts';
import { type Found, isGood, verdictOf } from './build-night.ts';

const quiet: Found = {
  isInterrupted: false,
  accepted: false,
  run: { ok: 9, failed: 0 },
  baseNights: 3,
  suspects: [],
  gates: [],
};
const gates = [{ result: 'undecided' }] as const;
const confirmed = [{ answer: 'confirmed', nights: 1 }] as const;
const open = [{ answer: 'open', nights: 2 }] as const;
const cleared = [{ answer: 'cleared', nights: 3 }] as const;
const openForLong = [{ answer: 'open', nights: 3 }] as const;

const rows: readonly (readonly [Partial<Found>, NightVerdict, good: boolean])[] = [
  [{}, 'good', true],
  [{ baseNights: 0 }, 'first', true],
  [{ suspects: cleared }, 'good', true],
  [{ suspects: [...open, ...cleared] }, 'suspected', false],
  [{ suspects: [...open, ...confirmed] }, 'regression', false],
  [{ suspects: open, accepted: true }, 'good', true],
  [{ suspects: confirmed, accepted: true }, 'good', true],
  [{ gates }, 'regression', false],
  [{ gates, baseNights: 0 }, 'regression', false],
  [{ suspects: openForLong }, 'regression', false],
  [{ suspects: openForLong, accepted: true }, 'good', true],
  [{ gates, accepted: true }, 'regression', false],
  [{ run: { ok: 8, failed: 1 } }, 'failed', false],
  [{ run: { ok: 8, failed: 1 }, suspects: open }, 'failed', false],
  [{ run: { ok: 8, failed: 1 }, suspects: confirmed }, 'regression', false],
  [{ run: { ok: 8, failed: 1 }, accepted: true }, 'failed', false],
  [{ run: { ok: 0, failed: 9 } }, 'nothing', false],
  [{ run: { ok: 0, failed: 9 }, gates, accepted: true }, 'nothing', false],
  [{ run: { ok: 0, failed: 9 }, suspects: confirmed }, 'regression', false],
  [{ isInterrupted: true, suspects: confirmed, accepted: true }, 'interrupted', false],
];

for (const [found, verdict, good] of rows) {
  test(`${JSON.stringify(found)} is ${verdict}`, () => {
    const all = { ...quiet, ...found };
    assert.equal(verdictOf(all), verdict);
    assert.equal(isGood(verdict), good);
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleNights } from '../../testing/example-history.ts';
import { dateTicks } from './date-ticks.ts';

test('dates stand at the first night, the last and a few between them; with the time within two days', () => {
  const at = (...times: string[]) => dateTicks(times.map((startedAt) => ({ startedAt })));
  assert.deepEqual(at('2026-01-05T02:30:00.000Z'), [{ at: 0, text: '01-05 02:30' }]);
  assert.deepEqual(at('2026-01-05T02:30:00.000Z', '2026-01-05T12:30:00.000Z'), [
    { at: 0, text: '01-05 02:30' },
    { at: 1, text: '01-05 12:30' },
  ]);
  const year = dateTicks(exampleNights({ nights: 365 }));
  assert.equal(year.length, 8);
  assert.deepEqual(
    [year[0], year.at(-1)],
    [
      { at: 0, text: '2026-01-05' },
      { at: 364, text: '2027-01-04' },
    ],
  );
});

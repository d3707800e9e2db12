import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lowestLimit } from './binding.ts';

test('a limit binds from 90% on, as printed', () => {
  const limits = [{ setBy: 'connections', limit: 1000 }] as const;
  assert.equal(lowestLimit(limits, 895)?.binds, true);
  assert.equal(lowestLimit(limits, 894)?.binds, false);
  assert.equal(lowestLimit(limits, 894)?.share, 0.894);
});

test('the lowest limit is chosen, except the offered rate', () => {
  const limits = [
    { setBy: 'rate', limit: 900 },
    { setBy: 'cpu', limit: 1000 },
    { setBy: 'connections', limit: 1050 },
  ] as const;
  assert.equal(lowestLimit(limits, 900)?.setBy, 'cpu');
  assert.equal(lowestLimit(limits.slice(0, 1), 900), null);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lowestLimit } from './binding.ts';

test('a limit binds from 90% on, as printed', () => {
  const bounds = [{ setBy: 'connections', limit: 1000 }] as const;
  assert.equal(lowestLimit(bounds, 895)?.binds, true);
  assert.equal(lowestLimit(bounds, 894)?.binds, false);
  assert.equal(lowestLimit(bounds, 894)?.share, 0.894);
});

test('the lowest limit is chosen, except the offered rate', () => {
  const bounds = [
    { setBy: 'rate', limit: 900 },
    { setBy: 'cpu', limit: 1000 },
    { setBy: 'connections', limit: 1050 },
  ] as const;
  assert.equal(lowestLimit(bounds, 900)?.setBy, 'cpu');
  assert.equal(lowestLimit(bounds.slice(0, 1), 900), null);
});

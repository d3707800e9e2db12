import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lowestLimit } from './binding.ts';

test('a bound binds from what is printed as 90 % of it on', () => {
  const bounds = [{ setBy: 'connections', limit: 1000 }] as const;
  assert.equal(lowestLimit(bounds, 895)?.binds, true);
  assert.equal(lowestLimit(bounds, 894)?.binds, false);
  assert.equal(lowestLimit(bounds, 894)?.share, 0.894);
});

test('the lowest bound is meant, but for the offered rate', () => {
  const bounds = [
    { setBy: 'rate', limit: 900 },
    { setBy: 'cpu', limit: 1000 },
    { setBy: 'connections', limit: 1050 },
  ] as const;
  assert.equal(lowestLimit(bounds, 900)?.setBy, 'cpu');
  assert.equal(lowestLimit(bounds.slice(0, 1), 900), null);
});

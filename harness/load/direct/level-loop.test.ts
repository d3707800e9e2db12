import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelLoop } from './level-loop.ts';

test('sessions begin and stop with the level, each after its iteration', () => {
  const begun = new Set<number>();
  let rests = 0;
  const sessions = Array.from({ length: 5 }, (_, index) => ({
    begin: () => begun.add(index),
    beginDue: () => assert.fail('a closed loop has no due iterations'),
    rest: () => begun.delete(index),
  }));
  const loop = levelLoop([...sessions], () => rests++);
  loop.follow(() => 3);
  assert.equal(begun.size, 3);
  loop.follow(() => 1);
  assert.equal(begun.size, 3, 'no iteration is cut');
  for (const index of [...begun]) {
    const session = sessions[index];
    if (session) loop.free(session, 0);
  }
  assert.equal(begun.size, 1);
  assert.equal(loop.active, 1);
  assert.equal(rests, 2);
  loop.follow(() => 9);
  assert.equal(begun.size, 5, 'there are no more');
});

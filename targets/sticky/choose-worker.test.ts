import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseInstance } from './choose-worker.ts';

const addresses = Array.from({ length: 4_096 }, (_, n) => `127.${(n % 7) + 1}.${n >> 8}.${n & 255}`);

test('an address always gets the same worker, whatever the order of the workers', () => {
  for (const address of addresses.slice(0, 100)) {
    assert.equal(chooseInstance(address, [0, 1, 2, 3]), chooseInstance(address, [3, 1, 0, 2]));
  }
});

test('addresses that differ in one digit spread evenly', () => {
  for (const workers of [2, 4, 8]) {
    const counts = new Array<number>(workers).fill(0);
    for (const address of addresses) {
      const instance = chooseInstance(address, counts.keys());
      assert.ok(instance !== null);
      counts[instance] = (counts[instance] ?? 0) + 1;
    }
    const mean = addresses.length / workers;
    for (const count of counts) assert.ok(Math.abs(count / mean - 1) < 0.15, counts.join());
  }
});

test('only the clients of a lost worker move, to all the others', () => {
  const movedTo = new Set<number | null>();
  for (const address of addresses) {
    const before = chooseInstance(address, [0, 1, 2, 3]);
    const after = chooseInstance(address, [0, 1, 3]);
    if (before === 2) movedTo.add(after);
    else assert.equal(after, before);
  }
  assert.deepEqual([...movedTo].sort(), [0, 1, 3]);
});

test('no worker, no choice', () => {
  assert.equal(chooseInstance('127.0.0.1', []), null);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tries } from '../../dev/testing/property-runs.ts';
import { Queue } from './open-loop.ts';

test('a queue returns items in the order in which they were added, in any interleaving', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -4_000, max: 4_000 }), { maxLength: 20 }), (moves) => {
      const queue = new Queue<number>();
      const model: number[] = [];
      let next = 0;
      for (const move of moves) {
        for (let count = 0; count < Math.abs(move); count++) {
          if (move > 0) {
            queue.add(next);
            model.push(next);
            next++;
          } else assert.equal(queue.take(), model.shift());
          assert.equal(queue.length, model.length);
          assert.equal(queue.first, model[0]);
        }
      }
    }),
    { numRuns: tries(20) },
  );
});

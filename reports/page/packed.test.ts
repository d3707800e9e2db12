import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../harness/dev/testing/property-runs.ts';
import { packed, unpacked } from './packed.ts';

test('data reads as it was', () => {
  const key = fc.constantFrom('x', 'y', 'about');
  const data = fc.letrec((own) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, 0, 1.5, '', 'x'),
      fc.array(own('value'), { maxLength: 6 }),
      fc.array(fc.record({ x: fc.integer(), y: own('value') }, { noNullPrototype: true }), { maxLength: 6 }),
      fc.dictionary(key, own('value'), { noNullPrototype: true }),
    ),
  })).value;
  fc.assert(
    fc.property(data, (value) => {
      assert.deepEqual(unpacked(JSON.parse(JSON.stringify(packed(value)))), value);
    }),
  );
});

test('keys of like objects are written once', () => {
  const points = [1, 2, 3].map((x) => ({ x, y: { z: x } }));
  assert.equal(
    JSON.stringify(packed({ points })),
    '{"points":{"":[["x","y"],[1,2,3],{"":[["z"],[1,2,3]]}]}}',
  );
});

test('objects that differ stay as they are', () => {
  const points = [{ x: 1 }, { x: 2 }, { x: 3, y: 4 }];
  assert.deepEqual(packed(points), points);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mulberry32 } from '../../harness/stats/mulberry32.ts';
import type { Request } from '../request.ts';
import { isFixed } from '../user.ts';
import { mixedRequests } from './mixed-requests.ts';

function sent(random: () => number): Request {
  if (isFixed(mixedRequests)) throw new Error('all requests are the same');
  const made = mixedRequests.run({ connection: 0, random, row: () => ({}) });
  if (!('kind' in made)) throw new Error('an iteration is more than one request');
  return made;
}

test('1 request in 100 is heavy, parsing and hashing alike', () => {
  const random = mulberry32(1);
  const all = Array.from({ length: 20_000 }, () => sent(random));
  const count = (path: string) => all.filter((one) => one.path === path).length;
  const [json, bcrypt] = [count('/blocking?work=json'), count('/blocking?work=bcrypt')];
  // Five standard deviations of 100 each.
  assert.ok(Math.abs(json - 100) < 50 && Math.abs(bcrypt - 100) < 50, `${json} and ${bcrypt}`);
  assert.deepEqual(new Set(all.map(({ label }) => label)), new Set(['other', 'blocking']));
  assert.equal(new Set(all).size, 3, 'each is encoded once');
});

test('the probe does not wait for a heavy request', () => {
  assert.equal(sent(() => 0).path, '/api/users');
});

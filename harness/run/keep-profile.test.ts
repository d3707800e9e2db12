import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileFiles } from './keep-profile.ts';

test('a file name holds no slash, is not too long, and belongs to one cell', () => {
  assert.deepEqual(profileFiles(['nginx+cluster-8-rr', 'a/b/single:X=1', 'a_b_single_X=1']), [
    'profiles/nginx+cluster-8-rr.cpuprofile',
    'profiles/a_b_single_X=1.cpuprofile',
    'profiles/a_b_single_X=1~2.cpuprofile',
  ]);
  const [long = ''] = profileFiles(['x'.repeat(500)]);
  assert.ok(long.length < 150);
  assert.doesNotMatch(profileFiles(['../../etc']).join(), /\.\.\//);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commitAddress, rangeAddress } from './commit-address.ts';

test('GitHub and GitLab have paths of their own', () => {
  const github = 'https://github.com/owner/name';
  assert.equal(commitAddress(github, 'abc'), `${github}/commit/abc`);
  assert.equal(rangeAddress(github, 'abc', 'def'), `${github}/compare/abc...def`);
  const gitlab = 'https://gitlab.example/group/name';
  assert.equal(commitAddress(gitlab, 'abc'), `${gitlab}/-/commit/abc`);
  assert.equal(rangeAddress(gitlab, 'abc', 'def'), `${gitlab}/-/compare/abc...def`);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shellWord } from './shell-word.ts';

test('arguments are quoted as a shell reads them back', () => {
  assert.equal(shellWord('--workers=1,8'), '--workers=1,8');
  assert.equal(shellWord("it's $HOME"), `'it'\\''s $HOME'`);
  assert.equal(shellWord(''), "''");
});

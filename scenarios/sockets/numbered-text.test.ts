import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberedText, numberIn } from './numbered-text.ts';

test('a message carries its number, and no other text has one', () => {
  for (const number of [1, 4_294_967_296]) assert.equal(numberIn(numberedText({ number })), number);
  for (const text of ['', 'hello you', ' 12', '12']) assert.equal(numberIn(text), null, text);
});

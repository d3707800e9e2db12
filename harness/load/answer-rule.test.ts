import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyCheck } from './answer-rule.ts';

test('the scenario’s own check wants a list of users', () => {
  const isCorrect = bodyCheck({ kind: 'scenario', name: 'db-wait' });
  assert.ok(isCorrect('[{"id":1,"name":"Ada"}]'));
  assert.ok(isCorrect('[{"id":1,"name":"Ada"}]'), 'the same body again');
  for (const body of [
    '',
    '[]',
    '{}',
    '[1]',
    '[null]',
    '[{"name":"Ada"}]',
    '[{"id":1}',
    '<h1>It works</h1>',
  ]) {
    assert.ok(!isCorrect(body), body);
  }
  assert.ok(isCorrect('[{"id":2}]'), 'another correct body after wrong ones');
});

test('a text that the user named must be in the body', () => {
  const isCorrect = bodyCheck({ kind: 'contains', text: 'works' });
  assert.ok(isCorrect('<h1>It works</h1>'));
  assert.ok(!isCorrect('<h1>It does not</h1>'));
});

test('any body will do on a path that the user named', () => {
  assert.ok(bodyCheck({ kind: 'any' })(''));
});

test('an unknown scenario is a defect', () => {
  assert.throws(() => bodyCheck({ kind: 'scenario', name: 'nothing' }), /no scenario is named nothing/);
});

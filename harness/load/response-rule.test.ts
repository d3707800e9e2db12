import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyCheck, statusCheck } from './response-rule.ts';

test('the scenario’s own check requires a list of users', () => {
  const isCorrect = bodyCheck({ statuses: null, body: { kind: 'scenario', name: 'db-wait' } });
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

test('the body must contain the text that the user named', () => {
  const isCorrect = bodyCheck({ statuses: null, body: { kind: 'contains', text: 'works' } });
  assert.ok(isCorrect('<h1>It works</h1>'));
  assert.ok(!isCorrect('<h1>It does not</h1>'));
});

test('any body is correct on a path that the user named', () => {
  assert.ok(bodyCheck({ statuses: null, body: { kind: 'any' } })(''));
});

test('an unknown scenario throws', () => {
  assert.throws(
    () => bodyCheck({ statuses: null, body: { kind: 'scenario', name: 'nothing' } }),
    /no scenario is named nothing/,
  );
});

test('any 2xx status is expected, or the statuses that the user named', () => {
  const usual = statusCheck({ statuses: null, body: { kind: 'any' } });
  assert.deepEqual([199, 200, 204, 299, 300, 301, 500].filter(usual), [200, 204, 299]);
  const named = statusCheck({ statuses: [301, 404], body: { kind: 'any' } });
  assert.deepEqual([200, 301, 302, 404].filter(named), [301, 404]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ANY_RESPONSE, type Expectation, isExpectedStatus } from '../../../scenarios/expectation.ts';
import { isFixed } from '../../../scenarios/user.ts';
import { listUsers } from '../../../scenarios/user-list.ts';
import { checkOf } from './check-response.ts';

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: a=1\r\n\r\n';

function check(expect: Partial<Expectation>) {
  const outcomeOf = checkOf({ ...ANY_RESPONSE, ...expect });
  return (body: string | Buffer, encodings: readonly string[] = [], status = 200) =>
    outcomeOf({ status, encodings, body: Buffer.from(body), head: Buffer.from(HEAD), asksToRetry: false });
}

test('a failure that only the body shows has a class of its own; other bodies keep that of their status', () => {
  const outcomeOf = check({ failures: { tooManyClients: /"code":"53300"/ } });
  assert.equal(outcomeOf('{"code":"53300"}', [], 503), 'tooManyClients');
  assert.equal(outcomeOf(gzipSync('{"code":"53300"}'), ['gzip'], 500), 'tooManyClients');
  assert.equal(outcomeOf('{"code":"57P01"}', [], 503), 'serverError');
  assert.equal(outcomeOf('{"code":"53300"}'), 'completed', 'an expected status is not looked at');
});

test('the scenario’s own check requires a list of users', () => {
  assert.ok(isFixed(listUsers));
  const outcomeOf = check(listUsers.request.expect);
  assert.equal(outcomeOf('[{"id":1,"name":"Ada"}]'), 'completed');
  assert.equal(outcomeOf('[{"id":1,"name":"Ada"}]'), 'completed', 'the same body again');
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
    assert.equal(outcomeOf(body), 'mismatch', body);
  }
  assert.equal(outcomeOf('[{"id":2}]'), 'completed', 'another correct body after wrong ones');
});

test('the body must contain the text, or match the pattern', () => {
  const text = check({ body: 'works' });
  assert.deepEqual([text('<h1>It works</h1>'), text('<h1>It does not</h1>')], ['completed', 'mismatch']);
  const pattern = check({ body: /^\d+$/g });
  assert.deepEqual([pattern('12'), pattern('123'), pattern('x')], ['completed', 'completed', 'mismatch']);
  assert.equal(text(gzipSync('it works'), ['gzip']), 'completed');
});

test('headers must contain the text, or match the pattern', () => {
  assert.equal(check({ headers: { 'content-type': 'json' } })(''), 'completed');
  assert.equal(check({ headers: { 'Content-Type': /^text/ } })(''), 'mismatch');
  assert.equal(check({ headers: { 'x-missing': 'a' } })(''), 'mismatch');
});

test('any 2xx status is expected, or the statuses that were named', () => {
  const usual = (status: number) => isExpectedStatus(ANY_RESPONSE, status);
  assert.deepEqual([199, 200, 204, 299, 300, 301, 500].filter(usual), [200, 204, 299]);
  const named = check({ statuses: [301, 404] });
  assert.deepEqual(
    [200, 301, 302, 404].map((status) => named('', [], status)),
    ['non2xx', 'completed', 'non2xx', 'completed'],
  );
});

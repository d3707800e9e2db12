import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CookieJar } from './cookie-jar.ts';
import { parseSetCookie } from './set-cookie.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

function jarWith(...setCookies: readonly string[]): CookieJar {
  const jar = new CookieJar();
  jar.store(setCookies, NOW);
  return jar;
}

const headerOf = (jar: CookieJar, path = '/', nowMs = NOW) => jar.headerFor({ path }, () => nowMs);

test('a Set-Cookie value is read with its path and its end', () => {
  const endless = { path: '/', expiresMs: Infinity };
  const cases: readonly [string, ReturnType<typeof parseSetCookie>][] = [
    ['a=b', { name: 'a', value: 'b', ...endless }],
    [' a = b=c ; HttpOnly; Secure', { name: 'a', value: 'b=c', ...endless }],
    ['a=b; SameSite=Lax; PATH=/x ;HttpOnly', { name: 'a', value: 'b', path: '/x', expiresMs: Infinity }],
    ['a=b; path=x', { name: 'a', value: 'b', ...endless }],
    ['a=b; Max-Age=10', { name: 'a', value: 'b', path: '/', expiresMs: NOW + 10_000 }],
    ['a=b; Max-Age=ten', { name: 'a', value: 'b', ...endless }],
    [
      'a=b; Expires=Thu, 01 Jan 2026 00:00:09 GMT',
      { name: 'a', value: 'b', path: '/', expiresMs: NOW + 9_000 },
    ],
    [
      'a=b; Max-Age=1; Expires=Thu, 01 Jan 2026 00:00:09 GMT',
      { name: 'a', value: 'b', path: '/', expiresMs: NOW + 1_000 },
    ],
    ['a=b; Expires=soon', { name: 'a', value: 'b', ...endless }],
    ['a; Path=/', { name: '', value: 'a', ...endless }],
    ['=; Path=/', null],
    ['', null],
  ];
  for (const [text, expected] of cases) assert.deepEqual(parseSetCookie(text, NOW), expected, text);
});

test('a header has the cookies of its path, in the order in which they were set', () => {
  const jar = jarWith('a=1', 'b=2; Path=/admin', 'c=3; Path=/admin/');
  assert.equal(headerOf(jar, '/'), 'a=1');
  assert.equal(headerOf(jar, '/admin?x=/admin/1'), 'a=1; b=2');
  assert.equal(headerOf(jar, '/admin/1'), 'a=1; b=2; c=3');
  assert.equal(headerOf(jar, '/administrator'), 'a=1');
  jar.store(['a=4'], NOW);
  assert.equal(headerOf(jar, '/admin/1'), 'a=4; b=2; c=3');
});

test('a header that was made is made anew when a cookie is set, removed or over', () => {
  const jar = jarWith('a=1', 'b=2; Max-Age=5');
  assert.equal(headerOf(jar), 'a=1; b=2');
  assert.equal(headerOf(jar, '/', NOW + 4_999), 'a=1; b=2');
  assert.equal(headerOf(jar, '/', NOW + 5_000), 'a=1');
  jar.store(['a=3'], NOW);
  assert.equal(headerOf(jar), 'a=3; b=2');
  jar.store(['a=; Max-Age=0'], NOW);
  assert.equal(headerOf(jar), 'b=2');
  jar.store(['none=; Max-Age=0'], NOW);
  assert.equal(headerOf(jar), 'b=2', 'a cookie that was never set removes no other');
  jar.clear();
  assert.equal(headerOf(jar), null);
});

test('the path is asked for only if a cookie depends on it', () => {
  const request = {
    get path(): string {
      return assert.fail('it was asked for');
    },
  };
  assert.equal(jarWith().headerFor(request), null);
  const jar = jarWith('a=1');
  assert.equal(jar.headerFor(request), 'a=1');
  assert.equal(jar.headerFor(request), 'a=1');
});

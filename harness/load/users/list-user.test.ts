import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Request } from '../../../scenarios/request.ts';
import { NO_CHANGES } from '../../../scenarios/request-changes.ts';
import { isList, type ScriptedUser } from '../../../scenarios/user.ts';
import { listUser } from './list-user.ts';
import { type ListedRequest, NOTHING_SENT, type RequestList } from './sent-requests.ts';

const listed = (changes: Partial<ListedRequest>): ListedRequest => ({
  ...NO_CHANGES,
  label: null,
  weight: 1,
  ...changes,
});

const rows = { name: 'u.csv', columns: ['id'], rows: [['1'], ['2']], order: 'in-order' } as const;

function userOf(iteration: RequestList['iteration'], requests: readonly ListedRequest[]): ScriptedUser {
  return listUser({ name: '', iteration, requests }, { ...NOTHING_SENT, rows });
}

function iterationOf(user: ScriptedUser, id: string): readonly Request[] {
  const made = user.run({ connection: 0, random: () => 0, row: () => ({ id }) });
  return isList(made) ? made : assert.fail('it is no list');
}

test('an iteration is all requests in order, with one row', () => {
  const user = userOf(
    'all-in-order',
    ['/{{id}}', '/b', '/c/{{id}}'].map((path) => listed({ path })),
  );
  for (const id of ['1', '2']) {
    assert.deepEqual(
      iterationOf(user, id).map(({ path }) => path),
      [`/${id}`, '/b', `/c/${id}`],
    );
  }
});

test('headers of responses are kept if an entry expects one', () => {
  const entries = [listed({ path: '/a' }), listed({ path: '/b', expectHeaders: { 'x-a': '1' } })];
  assert.equal(userOf('one-by-weight', entries).readsHeaders, true);
  assert.equal(userOf('one-by-weight', entries.slice(0, 1)).readsHeaders, false);
});

test('equal entries share a request; entries that differ in anything sent or counted do not', () => {
  const [first, again, ...others] = iterationOf(
    userOf('all-in-order', [
      listed({ path: '/a' }),
      listed({ path: '/a', weight: 7 }),
      listed({ path: '/a', label: 'a' }),
      listed({ path: '/a', headers: { 'X-A': '1' } }),
      listed({ path: '/a', body: { text: '1' } }),
      listed({ path: '/a', expectBody: 'ok' }),
    ]),
    '1',
  );
  assert.equal(again, first);
  assert.equal(new Set([first, ...others]).size, 5);
});

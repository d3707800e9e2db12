import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Request } from '../request.ts';
import type { Response } from '../response.ts';
import { isFixed, isList, type Script, type UserContext } from '../user.ts';
import { visitor } from './visitor.ts';

const CONTEXT: UserContext = { connection: 0, random: () => 0.5, row: () => ({}) };

function started(): Script {
  if (isFixed(visitor)) throw new Error('the visitor sends more than one request');
  const made = visitor.run(CONTEXT);
  if ('kind' in made || isList(made)) throw new Error('the visitor sends more than one request');
  return made;
}

function response(status: number, body: object = {}): Response {
  return {
    status,
    isExpected: status === 200,
    header: () => null,
    text: () => JSON.stringify(body),
    json: () => body,
  };
}

/** The requests of a visitor whose login and dashboards get these responses; each inner list is an iteration. */
function session(login: Response, dashboard: Response): Request[][] {
  const script = started();
  const iterations: Request[][] = [[]];
  let step = script.next(login);
  while (!step.done) {
    const { value } = step;
    if (value.kind === 'request') iterations.at(-1)?.push(value);
    else iterations.push([]);
    step = script.next(value.kind === 'request' && value.label === 'login' ? login : dashboard);
  }
  return iterations;
}

test('the login and each visit are an iteration of their own', () => {
  const labels = session(response(200), response(200)).map((one) => one.map(({ label }) => label));
  const visit = ['dashboard', 'dashboard', 'dashboard'];
  assert.deepEqual(labels, [['login'], visit, visit, visit]);
});

test('whoever gets a 401 does not log in again', () => {
  const paths = session(response(200), response(401))
    .flat()
    .map(({ path }) => path);
  assert.deepEqual(paths, ['/login', ...new Array<string>(9).fill('/dashboard')]);
});

test('a token goes into a header of each dashboard, which is one request for the whole session', () => {
  const [, ...visits] = session(response(200, { token: 'x.y.z' }), response(200));
  assert.equal(new Set(visits.flat()).size, 1, 'the same object is encoded once');
  assert.deepEqual(visits[0]?.[0]?.headers, { Authorization: 'Bearer x.y.z' });
  const [, cookies] = session(response(200, { user: 'ann' }), response(200));
  assert.deepEqual(cookies?.[0]?.headers, {}, 'a cookie needs no header of the script');
});

test('a failed login ends the session with a message', () => {
  const script = started();
  script.next();
  assert.throws(() => script.next(response(500)), /the login failed/);
});

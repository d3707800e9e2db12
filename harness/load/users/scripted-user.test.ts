import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  check,
  endIteration,
  get,
  pause,
  post,
  type Request,
  RequestFailed,
  type Script,
  type UserContext,
} from '../../../scenarios/api.ts';
import type { ScriptedUser } from '../../../scenarios/user.ts';
import type { ParsedResponse } from '../direct/parsed-response.ts';
import { checkOf } from './check-response.ts';
import type { EncodedRequest } from './encode-request.ts';
import { RunningScript } from './scripted-user.ts';

/** Shows the cookies of a request in its bytes. */
const encoder = {
  encode: (request: Request, cookie: string | null = null): EncodedRequest => ({
    kind: 'send',
    bytes: Buffer.from(cookie ?? ''),
    method: request.method,
    name: request.path,
    label: 0,
    outcomeOf: checkOf(request.expect),
  }),
};
const context: UserContext = { connection: 3, random: () => 0.5, row: () => ({}) };
const running = (run: ScriptedUser['run']) => new RunningScript({ protocol: 'http', run }, context, encoder);

function response({
  status = 200,
  body = '',
  head = '',
  setCookies = [],
}: {
  status?: number;
  body?: string;
  head?: string;
  setCookies?: readonly string[];
} = {}): ParsedResponse {
  return {
    status,
    keepAlive: true,
    asksToRetry: false,
    idleTimeoutMs: null,
    encodings: [],
    body: Buffer.from(body),
    setCookies,
    head: Buffer.from(`HTTP/1.1 ${status} X\r\n${head}\r\n`),
  };
}

function sent(action: ReturnType<RunningScript['begin']>): EncodedRequest {
  assert.equal(action.kind, 'send');
  return action.kind === 'send' ? action : assert.fail();
}

const CORRECT = { kind: 'end', isCorrect: true, thrown: null };
const INCORRECT = { kind: 'end', isCorrect: false, thrown: null };

test('cookies of responses are sent with later requests, until the user is replaced', () => {
  const user = running(function* () {
    yield post('/login');
    yield get('/list');
  });
  assert.equal(sent(user.begin()).bytes.toString(), '');
  const next = sent(user.responded(response({ setCookies: ['session=a1; HttpOnly'] }), true));
  assert.deepEqual([next.name, next.bytes.toString()], ['/list', 'session=a1']);
  assert.deepEqual(user.responded(response(), true), CORRECT);
  assert.equal(sent(user.begin()).bytes.toString(), '', 'a script that returned gives way to a new user');
});

test('a user whose iteration ends with endIteration keeps its state and cookies', () => {
  const user = running(function* ({ connection }) {
    yield post(`/login/${connection}`);
    for (let turn = 1; ; turn++) {
      yield get(`/list/${turn}`);
      yield endIteration();
    }
  });
  assert.equal(sent(user.begin()).name, '/login/3');
  user.responded(response({ setCookies: ['session=a1'] }), true);
  assert.deepEqual(user.responded(response(), true), CORRECT);
  const again = sent(user.begin());
  assert.deepEqual([again.name, again.bytes.toString()], ['/list/2', 'session=a1']);
});

test('the script reads the response that it waits for, and a pause is one', () => {
  const seen: unknown[] = [];
  const user = running(function* () {
    const first = yield get('/a');
    seen.push(first.status, first.header('x-id'), first.json(), first.isExpected);
    yield pause(0.25);
  });
  user.begin();
  const action = user.responded(response({ status: 404, body: '{"no":1}', head: 'X-Id: 7\r\n' }), false);
  assert.deepEqual(seen, [404, '7', { no: 1 }, false]);
  assert.deepEqual(action, { kind: 'pause', ms: 250 });
  assert.deepEqual(user.resume(), INCORRECT, 'a response that was not expected fails the iteration');
});

test('a throw ends the iteration with its message, and the next one is a new user’s', () => {
  const user = running(function* () {
    const { status } = yield get('/a');
    check(status === 201, 'not created');
    yield get('/b');
  });
  user.begin();
  assert.deepEqual(user.responded(response(), true), {
    kind: 'end',
    isCorrect: false,
    thrown: 'not created',
  });
  assert.equal(sent(user.begin()).name, '/a');
});

test('a request without a response is thrown into the script, which may catch it', () => {
  const catching = running(function* () {
    try {
      yield get('/a');
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      yield get(`/after/${error.failure}`);
    }
  });
  catching.begin();
  assert.equal(sent(catching.failed('reset')).name, '/after/reset');
  assert.deepEqual(catching.responded(response(), true), INCORRECT);

  const careless = running(function* () {
    yield get('/a');
    yield get('/b');
  });
  careless.begin();
  assert.deepEqual(careless.failed('timeout'), INCORRECT, 'the failure is counted already');
});

test('a user that returns a request sends it as a whole iteration', () => {
  const user = running(() => get('/a'));
  assert.equal(sent(user.begin()).name, '/a');
  assert.deepEqual(user.responded(response(), true), CORRECT);
  user.begin();
  assert.deepEqual(user.failed('closed'), INCORRECT);
});

test('a user that returns a list sends it in order, with the cookies of its responses', () => {
  const list = [post('/login'), get('/a'), get('/b')];
  const user = running(() => list);
  for (const session of ['s=1', 's=2']) {
    const login = sent(user.begin());
    assert.deepEqual([login.name, login.bytes.toString()], ['/login', '']);
    const next = sent(user.responded(response({ setCookies: [session] }), true));
    assert.deepEqual([next.name, next.bytes.toString()], ['/a', session]);
    assert.equal(sent(user.responded(response(), true)).bytes.toString(), session);
    assert.deepEqual(user.responded(response(), true), CORRECT);
  }
  user.begin();
  assert.equal(sent(user.responded(response(), false)).name, '/a', 'it goes on after a wrong response');
  assert.deepEqual(user.failed('timeout'), INCORRECT, 'it ends with a request without a response');
  assert.equal(sent(user.begin()).name, '/login');
  assert.match(JSON.stringify(running(() => []).begin()), /ended without a request/);
});

test('a request that is sent again has the cookies of now, and its bytes only if they are the same', () => {
  const again = get('/a');
  const user = running(function* () {
    for (;;) yield again;
  });
  user.begin();
  const first = sent(user.responded(response({ setCookies: ['s=1'] }), true));
  assert.equal(sent(user.responded(response(), true)), first);
  assert.equal(sent(user.responded(response({ setCookies: ['s=1'] }), true)), first);
  const changed = sent(user.responded(response({ setCookies: ['s=2'] }), true));
  assert.equal(changed.bytes.toString(), 's=2');
  assert.equal(sent(user.responded(response({ setCookies: ['s=; Max-Age=0'] }), true)).bytes.toString(), '');
});

test('an iteration that sends nothing, or yields something else, fails with a message', () => {
  const thrownBy = (run: ScriptedUser['run']) => {
    const action = running(run).begin();
    return action.kind === 'end' ? action.thrown : null;
  };
  assert.match(thrownBy(function* () {}) ?? '', /ended without a request or a pause/);
  // @ts-expect-error JavaScript may yield anything
  const careless: () => Script = function* () {
    yield '/users';
  };
  assert.match(thrownBy(careless) ?? '', /yielded something else than a request/);
});

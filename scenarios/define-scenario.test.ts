import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mulberry32 } from '../harness/stats/mulberry32.ts';
import { defineScenario, del, get, pick, post } from './api.ts';
import { isDefined } from './define-scenario.ts';
import { isSocket } from './socket-user.ts';

/** Passes what a JavaScript module may write, which TypeScript would refuse. */
const define = (definition: unknown): unknown => Reflect.apply(defineScenario, null, [definition]);

const socket = { open: () => ({ path: '/chat' }), message: () => 'hello' };

test('a definition is frozen, and known by its identity', () => {
  const request = get('/users');
  const scenario = defineScenario({ request, expectedFailures: [503, 'closed'] });
  assert.ok(Object.isFrozen(scenario) && isDefined(scenario));
  assert.deepEqual(scenario, {
    expectedFailures: ['503', 'closed'],
    user: { protocol: 'http', request },
  });
  assert.ok(!isDefined({ ...scenario }));
  const scripted = defineScenario({ name: 'visitor', user: () => request });
  assert.ok('run' in scripted.user);
});

test('a mistake is refused with what would be right', () => {
  const request = get('/');
  for (const [definition, message] of [
    [undefined, /takes an object/],
    [{}, /either a request, or \*user.*, or a socket/],
    [{ request, *user() {} }, /either a request, or \*user.*, or a socket/],
    [{ request: '/users' }, /a request such as get\("\/users"\), not "\/users"/],
    [{ user: 7 }, /\*user\(context\) { ... }, not 7/],
    [{ async user() {} }, /not an async function/],
    [{ async *user() {} }, /not an async function/],
    [{ request, conections: 'kept' }, /does not know "conections"; it takes name, summary, connections/],
    [{ request, connections: 'pooled' }, /kept or per-request or per-iteration as connections, not "pooled"/],
    [{ request, arrivals: 'poisson' }, /closed or open as arrivals/],
    [{ request, name: 'a/b' }, /letters, digits, dots, dashes and underscores as name, not "a\/b"/],
    [{ request, services: 'redis' }, /a list of names as services/],
    [{ request, appEnv: { POOL: 5 } }, /an object with texts as values as appEnv/],
    [{ request, events: [{ event: 'deploy' }] }, /atSeconds: 5 }\] as events/],
    [{ socket, request }, /either a request, or/],
    [{ socket: 'chat' }, /an object with open\(\) and message\(\) as socket, not "chat"/],
    [{ socket: { message: () => '' } }, /a function as socket.open/],
    [{ socket: { open: () => ({ path: '/' }), message: 'hi' } }, /a function as socket.message, not "hi"/],
    [{ socket: { ...socket, numberOf: 1 } }, /a function as socket.numberOf, not 1/],
    [{ socket: { ...socket, heardBy: 'all' } }, /sender or room as socket.heardBy, not "all"/],
    [{ socket: { ...socket, heardBy: 'room' } }, /needs socket.numberOf for a room/],
  ] as const) {
    assert.throws(() => define(definition), message);
  }
});

test('messages over a WebSocket are heard by their sender, unless the module says otherwise', () => {
  const { user } = defineScenario({ socket });
  assert.ok(isSocket(user));
  assert.equal(user.heardBy, 'sender');
  const room = defineScenario({ socket: { ...socket, heardBy: 'room', numberOf: Number } });
  assert.ok(isSocket(room.user) && room.user.heardBy === 'room');
});

test('requests are made by method', () => {
  const { method, path, body, headers } = post('/users', { json: { name: 'Ann' } });
  assert.deepEqual(
    [method, path, body, headers],
    ['POST', '/users', '{"name":"Ann"}', { 'Content-Type': 'application/json' }],
  );
  assert.equal(del('/users/1').method, 'DELETE');
});

test('pick chooses by weight', () => {
  const random = mulberry32(1);
  const counts = { read: 0, write: 0, never: 0 };
  const choices = [
    [3, 'read'],
    [0, 'never'],
    [1, 'write'],
  ] as const;
  for (let turn = 0; turn < 4_000; turn++) counts[pick(random, choices)]++;
  assert.ok(counts.read > 2_850 && counts.read < 3_150, JSON.stringify(counts));
  assert.equal(counts.never, 0);
  assert.throws(() => pick(random, [[0, 'read']]), /a weight above 0/);
});

/** defineScenario describes a scenario in a module of the user's own. */
import {
  ARRIVALS,
  CONNECTIONS,
  type DefinedScenario,
  type ScenarioDefinition,
  type ScenarioTraits,
  type SocketDefinition,
} from './definition.ts';
import type { SocketUser } from './socket-user.ts';
import type { User } from './user.ts';

const TRAITS: Readonly<Record<keyof ScenarioTraits, (value: unknown) => string | null>> = {
  name: (value) =>
    typeof value === 'string' && isName(value) ? null : 'letters, digits, dots, dashes and underscores',
  summary: (value) => (typeof value === 'string' ? null : 'a text'),
  connections: oneOf(CONNECTIONS),
  arrivals: oneOf(ARRIVALS),
  metric: (value) => (typeof value === 'string' ? null : 'the name of a metric'),
  expectedFailures: (value) =>
    isListOf(value, (item) => ['string', 'number'].includes(typeof item))
      ? null
      : 'a list of failures and status codes',
  services: (value) => (isListOf(value, isText) ? null : 'a list of names'),
  appEnv: (value) =>
    isObject(value) && Object.values(value).every(isText) ? null : 'an object with texts as values',
  events: (value) => (isListOf(value, isEvent) ? null : 'a list such as [{ event: NAME, atSeconds: 5 }]'),
};

/** A scenario has exactly one of these. */
const SENDERS: readonly string[] = ['request', 'user', 'socket'] satisfies (keyof ScenarioDefinition)[];

const defined = new WeakSet<object>();

/** defineScenario checks a definition and returns it frozen. @throws {TypeError} at the first mistake */
export function defineScenario(definition: ScenarioDefinition): DefinedScenario {
  if (!isObject(definition)) refuse('an object: { request }, { *user() { ... } } or { socket }', definition);
  for (const [key, value] of Object.entries(definition)) {
    if (SENDERS.includes(key)) continue;
    if (!isTrait(key)) {
      throw new TypeError(
        `defineScenario does not know "${key}"; it takes ${Object.keys(TRAITS).join(', ')}`,
      );
    }
    const wanted = value === undefined ? null : TRAITS[key](value);
    if (wanted !== null) refuse(`${wanted} as ${key}`, value);
  }
  const { request: _, user: __, socket: ___, expectedFailures = [], ...traits } = definition;
  const scenario = Object.freeze({
    ...traits,
    expectedFailures: expectedFailures.map(String),
    user: userIn(definition),
  });
  defined.add(scenario);
  return scenario;
}

/** isDefined says whether a value was returned by defineScenario. */
export function isDefined(value: unknown): value is DefinedScenario {
  return isObject(value) && defined.has(value);
}

/** isName says whether a scenario may have this name: it is a part of cell ids. */
export function isName(text: string): boolean {
  return /^[\w.-]+$/.test(text);
}

function userIn({ request, user, socket }: ScenarioDefinition): User {
  if ([request, user, socket].filter((sender) => sender !== undefined).length !== 1) {
    throw new TypeError('defineScenario takes either a request, or *user(context) { ... }, or a socket');
  }
  if (socket !== undefined) return socketUser(socket);
  if (request !== undefined) {
    if (isObject(request) && 'kind' in request && request.kind === 'request')
      return { protocol: 'http', request };
    return refuse('a request such as get("/users")', request);
  }
  if (typeof user !== 'function') return refuse('*user(context) { ... }', user);
  if (Object.prototype.toString.call(user).includes('Async')) {
    throw new TypeError(
      'defineScenario takes *user() { ... }, not an async function: yield requests, do not await them',
    );
  }
  return { protocol: 'http', run: user };
}

const HEARERS: readonly string[] = ['sender', 'room'] satisfies SocketUser['heardBy'][];

function socketUser(socket: SocketDefinition): SocketUser {
  if (!isObject(socket)) return refuse('an object with open() and message() as socket', socket);
  const { open, message, numberOf, heardBy = 'sender' } = socket;
  if (typeof open !== 'function') return refuse('a function as socket.open', open);
  if (typeof message !== 'function') return refuse('a function as socket.message', message);
  if (numberOf !== undefined && typeof numberOf !== 'function') {
    return refuse('a function as socket.numberOf', numberOf);
  }
  if (!HEARERS.includes(heardBy)) return refuse(`${HEARERS.join(' or ')} as socket.heardBy`, heardBy);
  if (heardBy === 'room' && numberOf === undefined) {
    throw new TypeError('defineScenario needs socket.numberOf for a room: it tells its messages apart');
  }
  return { protocol: 'websocket', open, message, heardBy, ...(numberOf === undefined ? {} : { numberOf }) };
}

function refuse(wanted: string, value: unknown): never {
  const shown = typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
  throw new TypeError(`defineScenario takes ${wanted}, not ${shown}`);
}

function oneOf(words: readonly string[]): (value: unknown) => string | null {
  return (value) => (typeof value === 'string' && words.includes(value) ? null : words.join(' or '));
}

function isTrait(key: string): key is keyof ScenarioTraits {
  return Object.hasOwn(TRAITS, key);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isEvent(value: unknown): boolean {
  return (
    isObject(value) &&
    'event' in value &&
    'atSeconds' in value &&
    isText(value.event) &&
    Number(value.atSeconds) >= 0
  );
}

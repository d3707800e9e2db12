/** Options of a run: what is compared, and your own app. */
import { askedEvent } from '../events.ts';
import { askedService } from '../services.ts';
import { askedSetting } from '../settings.ts';
import { requestPath } from '../values.ts';
import { entriesAmong, flag, numbers, parsed, someAmong, text, textsAmong } from './kinds.ts';
import { knownNames } from './known-names.ts';
import type { Option, Usual } from './option.ts';
import { everywhere, seconds, workerCounts } from './ranges.ts';

const compared = { group: 'What is compared:', commands: everywhere } as const;
const app = { group: 'Your own app:', commands: everywhere } as const;

/** The members of a plain run. */
const plainMembers = {
  shown: ({ all, plain }) => (plain.length === all.length ? 'all' : plain.join(', ')),
  from: ({ names }) => names.plain.join(','),
} as const satisfies Usual;

export const appOptions = {
  workers: {
    ...compared,
    about: 'worker counts; 1 is a plain process',
    // How many really fit, the host's memory says.
    kind: numbers({ min: 1, max: 1_000_000, whole: true }),
    usual: workerCounts,
    commands: { ...everywhere, ab: { usual: '1' } },
    example: '1,8,16',
  },
  topology: {
    ...compared,
    about: (names) => names.join(', '),
    kind: someAmong(knownNames.topologies),
    usual: plainMembers,
    example: 'cluster',
  },
  policy: {
    ...compared,
    about: (names) => `who hands out connections: ${names.join(', ')}`,
    kind: someAmong(knownNames.policies),
    usual: plainMembers,
    commands: { ...everywhere, ab: { usual: 'rr' } },
    example: 'rr,none',
  },
  proxy: {
    ...compared,
    about: (names) => `what stands in front: ${names.join(', ')}`,
    kind: someAmong(knownNames.proxies),
    usual: plainMembers,
    commands: { ...everywhere, ab: { usual: 'none' } },
    example: 'none',
  },
  set: {
    ...compared,
    about: (names) => `values of a setting of the topology: ${names.join(', ')}`,
    kind: entriesAmong(knownNames.settings, askedSetting),
    otherwise: 'its default',
    example: 'NAME=A,B',
  },
  app: {
    ...compared,
    about: (names) => `${names.join(', ')}, or your script`,
    kind: textsAmong(knownNames.apps),
    usual: { from: ({ names }) => names.all[0] ?? '' },
    commands: { ...everywhere, ab: { about: 'your script; with --node a built-in app too' } },
    example: './server.js',
  },
  scenario: {
    ...compared,
    about: ([first, ...others]) => [`[${first}]`, ...others].join(', '),
    kind: someAmong(knownNames.scenarios),
    usual: { ...plainMembers, shown: '' },
    example: 'saturate',
  },
  event: {
    ...compared,
    about: (names) => `done to the target inside the window: ${names.join(', ')}`,
    kind: entriesAmong(knownNames.events, askedEvent),
    otherwise: 'the scenario’s own',
    example: '"NAME at 5s"',
  },
  service: {
    ...app,
    about: (names) => `your own in place of one that is started: ${names.join(', ')}`,
    kind: entriesAmong(knownNames.services, askedService),
    otherwise: 'started for each trial',
    example: 'NAME=URL',
  },
  'app-args': {
    ...app,
    about: 'for your script, such as "--port {port}"',
    kind: text,
    otherwise: 'it reads $PORT',
    mayBeginWithDash: true,
    example: '"--port {port}"',
  },
  'app-command': {
    ...app,
    about: 'starts it in place of --app, such as "npm start"; it reads $PORT',
    kind: text,
    mayBeginWithDash: true,
    example: '"npm start"',
  },
  'node-args': {
    ...app,
    about: 'for the Node that runs it, such as "--import tsx"',
    kind: text,
    mayBeginWithDash: true,
    example: '"--import tsx"',
  },
  path: {
    ...app,
    about: 'requested instead of the scenario’s own, such as /users',
    kind: parsed(requestPath),
    example: '/users',
  },
  'expect-body': {
    ...app,
    about: 'a text that every correct answer contains',
    kind: text,
    mayBeginWithDash: true,
    example: 'TEXT',
  },
  'expect-status': {
    ...app,
    about: 'statuses of a correct response, such as 301',
    kind: numbers({ min: 200, max: 599, whole: true }),
    otherwise: '2xx',
    example: '301',
  },
  'ready-path': {
    ...app,
    about: 'asked until it answers 2xx, before the load',
    kind: parsed(requestPath),
    otherwise: 'path',
    example: '/health',
  },
  https: { ...app, about: 'it speaks HTTPS', kind: flag },
  insecure: { ...app, about: 'its certificate need not be one to trust', kind: flag },
  'start-timeout': {
    ...app,
    about: 'seconds until the app must listen',
    kind: seconds(1, 3600),
    usual: '30',
  },
} as const satisfies Record<string, Option>;

/** Options of a run: what is compared, and your own app. */
import { requestPath } from '../values.ts';
import { flag, numbers, parsed, someAmong, text, textsAmong } from './kinds.ts';
import { knownNames } from './known-names.ts';
import type { Option } from './option.ts';
import { everywhere, seconds, workerCounts } from './ranges.ts';

const compared = { group: 'What is compared:', commands: everywhere } as const;
const app = { group: 'Your own app:', commands: everywhere } as const;

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
    usual: { shown: 'all', from: ({ names }) => names.join(',') },
    example: 'cluster',
  },
  policy: {
    ...compared,
    about: (names) => `who hands out connections: ${names.join(', ')}`,
    kind: someAmong(knownNames.policies),
    usual: { shown: 'all', from: ({ names }) => names.join(',') },
    commands: { ...everywhere, ab: { usual: 'rr' } },
    example: 'rr,none',
  },
  proxy: {
    ...compared,
    about: (names) => `what stands in front: ${names.join(', ')}`,
    kind: someAmong(knownNames.proxies),
    usual: { shown: 'both', from: ({ names }) => names.join(',') },
    commands: { ...everywhere, ab: { usual: 'none' } },
    example: 'none',
  },
  app: {
    ...compared,
    about: (names) => `${names.join(', ')}, or your script`,
    kind: textsAmong(knownNames.apps),
    usual: { from: ({ names }) => names[0] ?? '' },
    commands: { ...everywhere, ab: { about: 'your script; with --node a built-in app too' } },
    example: './server.js',
  },
  scenario: {
    ...compared,
    about: ([first, ...others]) => [`[${first}]`, ...others].join(', '),
    kind: someAmong(knownNames.scenarios),
    usual: { shown: '', from: ({ names }) => names[0] ?? '' },
    example: 'saturate',
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

/** Options of a run: the variants to compare, and your own app. */

import { NO_LIMIT, parseCpuLimits } from '../cpu-limits.ts';
import { parseEvent } from '../events.ts';
import { NO_VERSIONS } from '../no-versions.ts';
import { parseService } from '../services.ts';
import { parseSetting } from '../settings.ts';
import { requestPath } from '../values.ts';
import { parseVariable } from '../variables.ts';
import {
  eachParsed,
  entriesAmong,
  flag,
  namesOrPaths,
  numbers,
  parsed,
  parsedList,
  someAmong,
  someAmongOrFiles,
  text,
  textsAmong,
} from './kinds.ts';
import { knownNames } from './known-names.ts';
import type { Option, Usual } from './option.ts';
import { everywhere, seconds, workerCounts } from './ranges.ts';

const compared = { group: 'What to compare:', commands: everywhere } as const;
const app = { group: 'Your own app:', commands: everywhere } as const;

/** The members of a run without flags. */
const plainMembers = {
  shown: ({ all, plain }) => (plain.length === all.length ? 'all' : plain.join(', ')),
  from: ({ names }) => names.plain.join(','),
} as const satisfies Usual;

export const appOptions = {
  workers: {
    ...compared,
    about: 'worker counts; 1 is a single process',
    // The host's memory limits the real number later.
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
    about: (names) => `how workers get connections: ${names.join(', ')}`,
    kind: someAmong(knownNames.policies),
    usual: plainMembers,
    commands: { ...everywhere, ab: { usual: 'rr' } },
    example: 'rr,none',
  },
  proxy: {
    ...compared,
    about: (names) => `proxy in front of the app: ${names.join(', ')}, or your configuration file`,
    kind: someAmongOrFiles(knownNames.proxies),
    usual: plainMembers,
    commands: { ...everywhere, ab: { usual: 'none' } },
    mayBePath: true,
    example: 'none',
  },
  set: {
    ...compared,
    about: (names) => `values of a setting: ${names.join(', ')}`,
    kind: entriesAmong(knownNames.settings, parseSetting),
    otherwise: 'its default',
    example: 'NAME=A,B',
  },
  env: {
    ...compared,
    about: 'environment variable of the app, and its values',
    kind: eachParsed(parseVariable),
    otherwise: 'as inherited',
    example: 'NODE_ENV=production,test',
  },
  'cpu-limit': {
    ...compared,
    about: 'cores of each worker or server, as in a container; or none',
    kind: parsedList(parseCpuLimits),
    usual: NO_LIMIT,
    example: 'none,0.5',
  },
  app: {
    ...compared,
    about: (names) => `${names.join(', ')}, or your script`,
    kind: textsAmong(knownNames.apps),
    usual: { from: ({ names }) => names.all[0] ?? '' },
    commands: { ...everywhere, ab: { about: 'your script; with --node also a built-in app' } },
    mayBePath: true,
    example: './server.js',
  },
  attach: {
    ...app,
    about: 'URL of a server that already runs, instead of --app',
    kind: text,
    commands: { run: {} },
    refusedBy: { ab: NO_VERSIONS, nightly: NO_VERSIONS },
    example: 'http://127.0.0.1:3000',
  },
  'allow-remote': {
    ...app,
    about: 'allow --attach to load another host',
    kind: flag,
    commands: { run: {} },
    refusedBy: { ab: NO_VERSIONS, nightly: NO_VERSIONS },
  },
  scenario: {
    ...compared,
    about: ([first, ...others]) => [`[${first}]`, ...others, 'or your module'].join(', '),
    kind: namesOrPaths(knownNames.scenarios),
    usual: { ...plainMembers, shown: '' },
    mayBePath: true,
    example: 'saturate',
  },
  event: {
    ...compared,
    about: (names) => `event during the measurement: ${names.join(', ')}`,
    kind: entriesAmong(knownNames.events, parseEvent),
    otherwise: 'the scenario’s own',
    example: '"NAME at 5s"',
  },
  service: {
    ...app,
    about: (names) => `use your own instead of starting one: ${names.join(', ')}`,
    kind: entriesAmong(knownNames.services, parseService),
    otherwise: 'started for each trial',
    example: 'NAME=URL',
  },
  'app-args': {
    ...app,
    about: 'script arguments, such as "--port {port}"',
    kind: text,
    otherwise: 'it reads $PORT',
    mayBeginWithDash: true,
    example: '"--port {port}"',
  },
  'app-command': {
    ...app,
    about: 'command to run instead of --app: "npm start"; it reads $PORT',
    kind: text,
    mayBeginWithDash: true,
    example: '"npm start"',
  },
  'node-args': {
    ...app,
    about: 'Node flags for the app, such as "--import tsx"',
    kind: text,
    mayBeginWithDash: true,
    example: '"--import tsx"',
  },
  'ready-path': {
    ...app,
    about: 'polled until it returns 2xx, before the load',
    kind: parsed(requestPath),
    otherwise: 'request path',
    example: '/health',
  },
  https: { ...app, about: 'load the app over HTTPS', kind: flag },
  insecure: { ...app, about: 'accept an untrusted certificate', kind: flag },
  'start-timeout': {
    ...app,
    about: 'seconds to wait for the app to listen',
    kind: seconds(1, 3600),
    usual: '30',
  },
} as const satisfies Record<string, Option>;

/** The project -> the keys of a configuration, and what the user must look at. */
import { own } from '../../targets/topologies/own.ts';
import { UsageError } from '../config/usage-error.ts';
import { parseVariable } from '../config/variables.ts';
import { findStart, type Start } from './find-start.ts';
import { frameworkOf } from './frameworks.ts';
import type { Project } from './project.ts';
import { findPort, findRoutes, forksWorkers } from './read-sources.ts';

/** An entry of the file, with its comment. */
export interface Entry {
  readonly key: string;
  readonly value: string | readonly string[] | readonly number[];
  readonly comment?: string;
  /** Whether it is an example, written as a comment. */
  readonly isOff?: true;
}

export interface AppDescription {
  readonly entries: readonly Entry[];
  /** The findings, in one line. */
  readonly found: string;
  /** Things that the user must check or change, one sentence each. */
  readonly open: readonly string[];
}

/** @param nodeVersion `20.19.0` @throws {UsageError} if nothing here starts a server */
export function describeApp(project: Project, nodeVersion: string): AppDescription {
  const start = findStart(project, nodeVersion);
  if (start === null) {
    throw new UsageError(
      'no server was found: package.json has no start script, and no file here listens; write { "app": "./server.js" } with the script that starts yours to cluster-bench.config.json, or { "appCommand": "..." } with a command',
    );
  }
  const framework = frameworkOf(project);
  const routes = findRoutes(project.sources);
  const open: string[] = [];
  const variables = start.env.filter((text) => isSettable(text, open));
  const entries: Entry[] = [
    ...appEntries(start, framework?.title ?? null),
    ...portEntries(start, project, framework?.hasCommand === true, open),
    ...(variables.length === 0 ? [] : [{ key: 'env', value: variables }]),
    ...pathEntries(routes.path, open),
    {
      key: 'expectBody',
      value: 'a text',
      comment: 'A text that every correct response contains.',
      isOff: true,
    },
    ...(routes.readyPath === null
      ? []
      : [{ key: 'readyPath', value: routes.readyPath, comment: 'Polled until it responds with 2xx.' }]),
    ...topologyEntries(start, project),
    {
      key: 'connections',
      value: 'auto',
      comment: 'Requests in flight; 500 without it. docs/own-server.md says how to choose.',
      isOff: true,
    },
  ];
  if (!start.exists) open.push(`${start.text} is not there yet; build it before you measure`);
  const title = framework === null ? '' : ` (${framework.title})`;
  return { entries, found: `${start.text}${title}, from ${start.from}`, open };
}

function appEntries({ kind, text, args, nodeArgs, from }: Start, framework: string | null): Entry[] {
  const what = framework === null ? 'The server' : `The ${framework} server`;
  const optional = (key: string, value: string) => (value === '' ? [] : [{ key, value }]);
  return kind === 'command'
    ? [
        {
          key: 'appCommand',
          value: text,
          comment: `${what}, as ${from} starts it. A command is not measured in clusters: name its script with "app" if it has one.`,
        },
      ]
    : [
        { key: 'app', value: text, comment: `${what}, as ${from} starts it.` },
        ...optional('nodeArgs', nodeArgs),
        ...optional('appArgs', args),
      ];
}

function portEntries(start: Start, { sources }: Project, hasCommand: boolean, open: string[]): Entry[] {
  if (hasCommand || `${start.args} ${start.text}`.includes('{port}')) return [];
  const port = findPort(sources);
  if (port.kind === 'environment') return [];
  open.push(
    port.kind === 'fixed'
      ? `${port.file} fixes the port ${port.port}; let it listen on process.env.PORT ?? ${port.port}, as each trial has a port of its own`
      : 'how the server gets its port was not found; it must listen on process.env.PORT, or get {port} with "appArgs"',
  );
  return start.kind === 'command' || port.kind === 'fixed'
    ? []
    : [
        {
          key: 'appArgs',
          value: '--port {port}',
          comment: 'For a server that takes its port as an argument.',
          isOff: true,
        },
      ];
}

function pathEntries(path: string | null, open: string[]): Entry[] {
  open.push(
    path === null
      ? 'no route was found; set "path" to the one that matters to you'
      : `"path" is ${path}, a route in the sources; set the one that matters to you`,
  );
  return [{ key: 'path', value: path ?? '/', comment: 'The route under test; it must respond with 2xx.' }];
}

function topologyEntries({ kind }: Start, { sources }: Project): Entry[] {
  const workers: Entry = {
    key: 'workers',
    value: [1, 2, 4],
    comment: 'Worker counts to compare; without it 1, the number of cores, and twice that.',
    isOff: true,
  };
  if (kind === 'command' || !forksWorkers(sources)) return [workers];
  const comment = 'The app forks its own workers; it gets their number as WORKERS and WEB_CONCURRENCY.';
  return [{ key: 'topology', value: own.name, comment }, workers];
}

/** isSettable refuses variables that a configuration cannot hold, with a sentence. */
function isSettable(text: string, open: string[]): boolean {
  const [name] = text.split('=');
  if (text.includes('$')) {
    open.push(`${name} has a value that a shell fills in; set it in the shell that starts cluster-bench`);
    return false;
  }
  try {
    parseVariable(text, { texts: [text], origin: 'env', folder: '.' });
    return true;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    open.push(error.message.replace(/^env /, ''));
    return false;
  }
}

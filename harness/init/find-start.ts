/** Finds what starts the server: a script of package.json, or a file that listens. */
import { extname } from 'node:path';
import { pm2 } from '../../targets/topologies/pm2/pm2.ts';
import { runsTypeScript } from '../config/apps.ts';
import type { Project } from './project.ts';
import { inWords, type ParsedCommand, parseCommand } from './start-command.ts';

export interface Start {
  /** `script`: the harness can fork it in every topology. `command`: it runs as it is. */
  readonly kind: 'script' | 'command';
  /** Path with ./, or the command. */
  readonly text: string;
  readonly args: string;
  readonly nodeArgs: string;
  readonly env: readonly string[];
  /** Where it was found, in words. */
  readonly from: string;
  /** Whether the file is there; one that a build makes may not be. */
  readonly exists: boolean;
}

/** Scripts of package.json, those for production first. */
const SCRIPTS = ['start:prod', 'start:production', 'start', 'serve'];
const NAMES = ['server', 'app', 'index', 'main'];
const FILES = [
  ...NAMES,
  ...['src', 'dist', 'build', 'lib'].flatMap((at) => NAMES.map((name) => `${at}/${name}`)),
  'bin/www',
];
const EXTENSIONS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '/index.js'];
const LISTENS = /\.listen\s*\(|\bserve\s*\(|\bcreateServer\s*\(/;

/** @param nodeVersion `20.19.0` @returns null if nothing here starts a server */
export function findStart(project: Project, nodeVersion: string): Start | null {
  const scripts = SCRIPTS.flatMap((name) => {
    const text = project.manifest.scripts[name];
    const command = text === undefined ? null : parseCommand(text);
    return text === undefined ? [] : [{ name, command }];
  });
  for (const { name, command } of scripts) {
    if (command?.script)
      return ofScript(command.script, command, `"${name}" of package.json`, project, nodeVersion);
  }
  return ofCommand(scripts, project) ?? ofFile(project, nodeVersion);
}

function ofScript(
  path: string,
  { args, nodeArgs, env }: ParsedCommand,
  from: string,
  project: Project,
  nodeVersion: string,
): Start {
  const found = EXTENSIONS.map((extension) => path + extension).find(project.has);
  const script = found ?? (extname(path) === '' ? `${path}.js` : path);
  const loader = nodeArgs.length === 0 ? loaderFor(script, project, nodeVersion) : [];
  return {
    kind: 'script',
    text: script.startsWith('.') || script.startsWith('/') ? script : `./${script}`,
    args: inWords(args),
    nodeArgs: inWords([...loader, ...nodeArgs]),
    env,
    from,
    exists: found !== undefined,
  };
}

/** Node needs help with TypeScript unless it is new, or the project has its own. */
function loaderFor(script: string, { dependsOn }: Project, nodeVersion: string): string[] {
  if (!/\.[cm]?ts$/.test(script) || runsTypeScript(nodeVersion)) return [];
  return !dependsOn('tsx') && dependsOn('ts-node') ? ['--require', 'ts-node/register'] : ['--import', 'tsx'];
}

/** A script that starts something else, such as `next start`. Its own words are needed if they fix the port. */
function ofCommand(
  scripts: readonly { readonly name: string; readonly command: ParsedCommand | null }[],
  { has }: Project,
): Start | null {
  const [first] = scripts.filter(({ command }) => command?.args[0] !== pm2.name);
  if (first === undefined) return null;
  const { name, command } = first;
  const manager = has('pnpm-lock.yaml') ? 'pnpm' : has('yarn.lock') ? 'yarn' : 'npm';
  const text = command?.fixesPort
    ? `npx ${inWords(command.args)}`
    : `${manager} run ${name}`.replace('npm run start', 'npm start');
  const env = command?.fixesPort ? command.env : [];
  return {
    kind: 'command',
    text,
    args: '',
    nodeArgs: '',
    env,
    from: `"${name}" of package.json`,
    exists: true,
  };
}

/** The main file, a program of the package, or a file with a usual name, if it listens. */
function ofFile(project: Project, nodeVersion: string): Start | null {
  const { main, bin } = project.manifest;
  const named = [...(main === null ? [] : [main]), ...(typeof bin === 'string' ? [bin] : Object.values(bin))];
  const paths = [...named.map((path) => path.replace(/^\.\//, '')), ...FILES];
  for (const path of paths) {
    const file = EXTENSIONS.map((extension) => path + extension).find((one) =>
      LISTENS.test(project.sources.get(one) ?? ''),
    );
    if (file === undefined) continue;
    const plain = { script: file, args: [], nodeArgs: [], env: [], fixesPort: false };
    return ofScript(
      file,
      plain,
      named.length > 0 && !FILES.includes(path) ? 'package.json' : 'a file that listens',
      project,
      nodeVersion,
    );
  }
  return null;
}

/** `--app`, `--app-args` and `--node-args` -> the scripts to run, each with a name of its own. */
import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, relative, resolve, sep } from 'node:path';
import { parseArgsStringToArgv } from 'string-argv';
import { commandApp } from './app-command.ts';
import { didYouMean, nearest } from './nearest.ts';
import type { AppSource } from './run-config.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import { listOf, oneText } from './values.ts';

export interface BuiltInApp {
  readonly name: string;
  /** Absolute path. */
  readonly script: string;
}

interface AppHost {
  readonly builtInApps: readonly BuiltInApp[];
  /** `20.19.0`. */
  readonly nodeVersion: string;
  /** NODE_OPTIONS, which the app inherits. */
  readonly nodeOptions?: string;
  /** Scripts are not looked for here: each version has its own, and may have yet to build it. */
  readonly scriptsElsewhere?: boolean;
}

/** @throws {UsageError} at a script that Node cannot run, or arguments that nothing would get. */
export async function resolveApps(user: UserConfig, host: AppHost): Promise<AppSource[]> {
  if (user['app-command']) return [commandApp(user['app-command'], user)];
  const args = user['app-args'] ? parseArgsStringToArgv(oneText(user['app-args'])) : [];
  const nodeArgs = user['node-args'] ? parseArgsStringToArgv(oneText(user['node-args'])) : [];
  const { app } = user;
  const asked = app ? listOf(app) : host.builtInApps.slice(0, 1).map(({ name }) => name);

  const builtIn = host.builtInApps.filter(({ name }) => asked.includes(name));
  const scripts = new Set<string>();
  for (const text of asked) {
    if (builtIn.some(({ name }) => name === text)) continue;
    scripts.add(await scriptAt(text, app?.origin ?? '--app', app?.folder ?? '.', { ...host, nodeArgs }));
  }
  const odd = args.join(' ').match(/\{(?!port\})\w*\}/)?.[0];
  if (odd && nearest(odd.slice(1, -1), ['port'])) {
    throw new UsageError(`${user['app-args']?.origin} holds ${odd}; the one that is filled in is {port}`);
  }
  if (user['app-args'] && scripts.size === 0) {
    throw new UsageError(
      `${user['app-args'].origin} is for a script of yours: name one with --app ./server.js, or leave the arguments out`,
    );
  }
  const names = distinctNames(
    [...scripts],
    host.builtInApps.map(({ name }) => name),
  );
  return [
    ...builtIn.map(({ name, script }) => ({
      name,
      script,
      command: null,
      args: [],
      nodeArgs,
      builtIn: true,
    })),
    ...[...scripts].map((script) => ({
      name: names.get(script) ?? script,
      script,
      command: null,
      args,
      nodeArgs,
      builtIn: false,
    })),
  ];
}

/** Node runs TypeScript by itself since 22.18 and 23.6. */
export function runsTypeScript(nodeVersion: string): boolean {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/** Flags of Node that may bring a loader, and those that strip types. */
const LOADER_FLAG =
  /^(-r|--require|--import|--loader|--experimental-(loader|strip-types|transform-types))(=|$)/;

/** Whether something is loaded before the script that may teach Node another language, such as tsx. */
export function hasLoader(nodeArgs: readonly string[], nodeOptions: string): boolean {
  return [...nodeArgs, ...parseArgsStringToArgv(nodeOptions)].some((word) => LOADER_FLAG.test(word));
}

/** The script's absolute path. @throws {UsageError} where there is none, or none that Node can run */
async function scriptAt(
  text: string,
  origin: string,
  folder: string,
  host: AppHost & { readonly nodeArgs: readonly string[] },
): Promise<string> {
  const path = resolve(folder, text);
  if (host.scriptsElsewhere && /[/.]/.test(text)) return path;
  const found = await stat(path).catch(() => null);
  if (!found) throw new UsageError(await missing(text, path, origin, host));
  refuseWhatNodeCannotRun(path, found, `${origin} ${text}`, {
    nodeVersion: host.nodeVersion,
    hasLoader: hasLoader(host.nodeArgs, host.nodeOptions ?? ''),
  });
  return path;
}

/** A word is taken for a mistyped built-in app, a path for a mistyped path. */
async function missing(text: string, path: string, origin: string, { builtInApps }: AppHost) {
  const names = builtInApps.map(({ name }) => name);
  const isWord = !text.includes(sep) && extname(text) === '';
  if (isWord) {
    const hint = didYouMean(text, names) || '; a script of yours is given by its path, such as ./server.js';
    return `${origin} ${text}: the built-in apps are ${names.join(', ')}${hint}`;
  }
  const beside = await readdir(dirname(path)).catch(() => []);
  const near = didYouMean(basename(path), beside, text.slice(0, text.length - basename(text).length));
  return `${origin} ${text}: there is no such file${near || ` (looked for ${path})`}`;
}

/** What runs a script. */
interface Runner {
  /** `20.19.0`. */
  readonly nodeVersion: string;
  /** Then nobody knows what it cannot run. */
  readonly hasLoader: boolean;
}

/** @param given names the script in a sentence @throws {UsageError} */
export function refuseWhatNodeCannotRun(
  path: string,
  found: Stats,
  given: string,
  { nodeVersion, hasLoader }: Runner,
): void {
  if (found.isDirectory()) {
    throw new UsageError(`${given} is a directory; name the script in it that starts the server`);
  }
  if (/\.(json|md|html|css|txt)$/.test(path)) {
    throw new UsageError(`${given} is no script; name the one that starts the server`);
  }
  if (hasLoader) return;
  if (/\.[cm]?tsx$|\.jsx$/.test(path)) {
    throw new UsageError(
      `${given}: Node cannot run JSX; build the script and name the JavaScript file, or load what runs it: --node-args "--import tsx"`,
    );
  }
  if (/\.[cm]?ts$/.test(path) && !runsTypeScript(nodeVersion)) {
    throw new UsageError(
      `${given}: TypeScript runs from Node 22.18 on, and this is ${nodeVersion}; name the built JavaScript file, or load what runs it: --node-args "--import tsx"`,
    );
  }
}

/** The file's name without its ending; where two have the same, or it is a built-in app's, folders before it. */
function distinctNames(scripts: readonly string[], taken: readonly string[]): ReadonlyMap<string, string> {
  const name = (script: string, folders: number) =>
    script
      .slice(0, script.length - extname(script).length)
      .split(sep)
      .slice(-1 - folders)
      .join('/');
  const isDistinct = (script: string, folders: number) =>
    !taken.includes(name(script, folders)) &&
    scripts.every((other) => other === script || name(other, folders) !== name(script, folders));
  return new Map(
    scripts.map((script) => {
      const depths = script.split(sep).keys();
      const folders = [...depths].find((depth) => isDistinct(script, depth));
      // Only two endings of one path are left: server.js beside server.mjs.
      return [
        script,
        folders === undefined ? relative(dirname(dirname(script)), script) : name(script, folders),
      ];
    }),
  );
}

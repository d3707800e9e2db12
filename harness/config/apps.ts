/** `--app`, `--app-args` and `--node-args`: the scripts to run, each with a unique name. */
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
  /** Skip the check that scripts exist: with `ab`, each version has its own, perhaps not built yet. */
  readonly scriptsElsewhere?: boolean;
}

/** @throws {UsageError} at a script that Node cannot run, or arguments that no app would get */
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
  const odd = args.join(' ').match(/\{(?!(?:port|workers)\})\w*\}/)?.[0];
  if (odd && nearest(odd.slice(1, -1), ['port', 'workers'])) {
    throw new UsageError(
      `${user['app-args']?.origin} contains ${odd}; the placeholders are {port} and {workers}`,
    );
  }
  if (user['app-args'] && scripts.size === 0) {
    throw new UsageError(
      `${user['app-args'].origin} needs a script of yours: name one with --app ./server.js, or leave ${user['app-args'].origin} out`,
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
      attached: null,
    })),
    ...[...scripts].map((script) => ({
      name: names.get(script) ?? script,
      script,
      command: null,
      args,
      nodeArgs,
      builtIn: false,
      attached: null,
    })),
  ];
}

/** Whether this Node runs TypeScript without a loader: from 22.18 and 23.6 on. */
export function runsTypeScript(nodeVersion: string): boolean {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/** Node flags that may load a loader, and those that strip types. */
const LOADER_FLAG =
  /^(-r|--require|--import|--loader|--experimental-(loader|strip-types|transform-types))(=|$)/;

/** Whether Node loads something before the script, such as tsx, that may add support for another language. */
export function hasLoader(nodeArgs: readonly string[], nodeOptions: string): boolean {
  return [...nodeArgs, ...parseArgsStringToArgv(nodeOptions)].some((word) => LOADER_FLAG.test(word));
}

/**
 * The script's absolute path.
 * @throws {UsageError} if it does not exist, or Node cannot run it
 */
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

/** Explains a missing script. A single word is treated as a mistyped built-in app, anything else as a path. */
async function missing(text: string, path: string, origin: string, { builtInApps }: AppHost) {
  const names = builtInApps.map(({ name }) => name);
  const isWord = !text.includes(sep) && extname(text) === '';
  if (isWord) {
    const hint = didYouMean(text, names) || '; give your own script as a path, such as ./server.js';
    return `${origin} ${text}: the built-in apps are ${names.join(', ')}${hint}`;
  }
  const beside = await readdir(dirname(path)).catch(() => []);
  const near = didYouMean(basename(path), beside, text.slice(0, text.length - basename(text).length));
  return `${origin} ${text}: the file does not exist${near || ` (looked for ${path})`}`;
}

/** The Node that runs a script. */
interface Runner {
  /** `20.19.0`. */
  readonly nodeVersion: string;
  /** Whether a loader is present, so that any file may run. */
  readonly hasLoader: boolean;
}

/**
 * @param given the script as a message names it
 * @throws {UsageError} if Node cannot run it
 */
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
    throw new UsageError(`${given} is not a script; name the script that starts the server`);
  }
  if (hasLoader) return;
  if (/\.[cm]?tsx$|\.jsx$/.test(path)) {
    throw new UsageError(
      `${given}: Node cannot run JSX; name the built JavaScript file, or load a compiler: --node-args "--import tsx"`,
    );
  }
  if (/\.[cm]?ts$/.test(path) && !runsTypeScript(nodeVersion)) {
    throw new UsageError(
      `${given}: Node runs TypeScript from 22.18 on, and this is ${nodeVersion}; name the built JavaScript file, or load a compiler: --node-args "--import tsx"`,
    );
  }
}

/** Names scripts by their file without its extension, with folders before it where that is not unique. */
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
      // The remaining names differ in the extension alone, such as server.js and server.mjs.
      return [
        script,
        folders === undefined ? relative(dirname(dirname(script)), script) : name(script, folders),
      ];
    }),
  );
}

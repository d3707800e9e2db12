/** The environment and the arguments of an app's processes. */
import { fileURLToPath } from 'node:url';
import { LISTEN_ON, REUSE_PORT } from './listening.ts';
import { inheritedEnvironment } from './run-environment.ts';
import type { App, SpawnOptions } from './topology.ts';

interface Place {
  /** Address to listen on. */
  readonly host: string;
  readonly port: number;
  /** Null if the process does not stand for one instance alone. */
  readonly instance: number | null;
  readonly reusePort: boolean;
}

/**
 * appEnvironment returns the environment of one process of an app. NODE_APP_INSTANCE counts from 0, as under PM2.
 *
 * @param env its NODE_OPTIONS takes the place of our own
 * @param modules preloaded in addition to those in NODE_OPTIONS
 */
export function appEnvironment(
  env: App['env'],
  place: Place,
  modules: readonly string[],
): Record<string, string> {
  return {
    ...env,
    PORT: String(place.port),
    HOST: place.host,
    [LISTEN_ON]: place.host,
    ...(place.instance === null ? {} : { NODE_APP_INSTANCE: String(place.instance) }),
    NODE_OPTIONS: nodeOptions(modules, env.NODE_OPTIONS),
    ...(place.reusePort ? { [REUSE_PORT]: '1' } : {}),
  };
}

/** runtimeOf returns the Node that runs an app, and its working directory. Workers inherit both from their primary. */
export function runtimeOf({ execPath = process.execPath, cwd }: App): Pick<SpawnOptions, 'command' | 'cwd'> {
  return { command: execPath, ...(cwd === undefined ? {} : { cwd }) };
}

/**
 * launchOf returns the command that starts the app.
 *
 * @param workers that it must fork itself
 */
export function launchOf(
  app: App,
  port: number,
  workers = 1,
): Pick<SpawnOptions, 'command' | 'args' | 'cwd'> {
  const runtime = runtimeOf(app);
  if (!app.command) {
    return {
      ...runtime,
      args: [...(app.nodeArgs ?? []), app.script, ...appArguments(app.args, port, workers)],
    };
  }
  const [command = '', ...args] = appArguments(app.command, port, workers);
  return { ...runtime, command, args };
}

/** appArguments fills the port and the number of workers into the app's arguments. */
export function appArguments(args: readonly string[], port: number, workers = 1): string[] {
  return args.map((arg) => arg.replaceAll('{port}', String(port)).replaceAll('{workers}', String(workers)));
}

/** nodeOptions returns a NODE_OPTIONS that preloads modules, after the given content, which is our own by default. */
export function nodeOptions(
  modules: readonly string[],
  content = inheritedEnvironment().NODE_OPTIONS,
): string {
  // Paths may contain spaces. Node accepts double quotes, with a backslash before a quote or a backslash.
  const quoted = modules.map((module) => `--require "${module.replace(/["\\]/g, '\\$&')}"`);
  return [content, ...quoted].filter(Boolean).join(' ');
}

/** The module that makes a script serve in every topology unchanged. */
export const preloadModule = fileURLToPath(import.meta.resolve('./preload.js'));

import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';

export interface BuiltInApp {
  readonly name: string;
  readonly summary: string;
  /** Absolute path. */
  readonly script: string;
  /**
   * Returns what the script serves, without listening. It loads the framework only when called, since other apps do
   * not need it. The environment chooses sessions and blocking; ours if omitted.
   */
  readonly handler: (env?: NodeJS.ProcessEnv) => Promise<RequestListener>;
}

/** Every built-in app, the default one first. Each serves the routes in docs/built-in-apps.md. */
export const builtInApps: readonly BuiltInApp[] = [
  {
    name: 'express',
    summary: 'Express 5',
    script: scriptOf('express'),
    handler: async (env) => (await import('./handlers/express.ts')).expressHandler(env),
  },
  {
    name: 'fastify',
    summary: 'Fastify 5',
    script: scriptOf('fastify'),
    handler: async (env) => (await import('./handlers/fastify.ts')).fastifyHandler(env),
  },
  {
    name: 'http',
    summary: 'Node’s own http module',
    script: scriptOf('http'),
    handler: async (env) => (await import('./handlers/http.ts')).httpHandler(env),
  },
];

/** handlerOf returns what a built-in app serves, without listening. */
export function handlerOf(name: string): Promise<RequestListener> {
  const app = builtInApps.find((builtIn) => builtIn.name === name);
  if (!app) throw new Error(`there is no built-in app ${name}`);
  return app.handler();
}

function scriptOf(name: string): string {
  return fileURLToPath(import.meta.resolve(`./${name}.js`));
}

import { fileURLToPath } from 'node:url';

export interface BuiltInApp {
  readonly name: string;
  readonly summary: string;
  /** Absolute path. */
  readonly script: string;
}

/** Every built-in app, the default one first. Each answers `GET /api/users` and `GET /health`. */
export const builtInApps: readonly BuiltInApp[] = [
  { name: 'express', summary: 'Express 5', script: scriptOf('express') },
  { name: 'fastify', summary: 'Fastify 5', script: scriptOf('fastify') },
  { name: 'http', summary: 'Node’s own http module', script: scriptOf('http') },
];

function scriptOf(name: string): string {
  return fileURLToPath(import.meta.resolve(`./${name}.js`));
}

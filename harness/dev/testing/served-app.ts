/** A built-in app served in the test's own process, as one of its workers would serve it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { BuiltInApp } from '../../../targets/apps/index.ts';

export interface ServedApp {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<AppResponse>;
  getText(path: string): Promise<{ readonly status: number; readonly text: string }>;
  logIn(body: string): Promise<AppResponse>;
}

interface AppResponse {
  readonly status: number;
  readonly cookie: string | null;
  readonly body: unknown;
}

export async function serveApp(
  context: TestContext,
  app: BuiltInApp,
  env: NodeJS.ProcessEnv,
): Promise<ServedApp> {
  const server = createServer(await app.handler(env)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close().closeAllConnections());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = async (path: string, init: RequestInit): Promise<AppResponse> => {
    const response = await fetch(`${origin}${path}`, init);
    const cookie = response.headers.get('set-cookie');
    return { status: response.status, cookie, body: await response.json() };
  };
  return {
    get: (path, headers = {}) => send(path, { headers }),
    getText: async (path) => {
      const response = await fetch(`${origin}${path}`);
      return { status: response.status, text: await response.text() };
    },
    logIn: (body) =>
      send('/login', { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
  };
}

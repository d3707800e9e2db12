/** The WebSockets of the built-in apps. They are the same in all apps, and open only if the environment asks. */
import type { Server } from 'node:http';

/** The variable that opens them. Its value says how messages reach other workers: `none`, or `redis`. */
const SOCKETS = 'SOCKETS';

/** openSockets makes a server accept WebSockets, if the environment says so. @throws at an unknown value */
export async function openSockets(server: Server, env: NodeJS.ProcessEnv = process.env): Promise<Server> {
  const adapter = env[SOCKETS];
  if (adapter === undefined || adapter === '') return server;
  const { serveSockets } = await import('./serve-sockets.ts');
  await serveSockets(server, adapter, env);
  return server;
}

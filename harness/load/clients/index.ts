import type { LoadMode } from '../../records/run.ts';
import { autocannon } from './autocannon.ts';
import type { Client } from './client.ts';
import { direct } from './direct.ts';

export type { Client } from './client.ts';

/** Every client; of those that are fit for a load the first one sends it. */
export const clients: readonly Client[] = [autocannon, direct];

/** @throws where there is none: names are checked before */
export function clientNamed(name: string): Client {
  const found = clients.find((client) => client.name === name);
  if (!found) throw new Error(`there is no client ${name}`);
  return found;
}

/** The first that reads every response of such a load right. */
export function exactClient(mode: LoadMode, https: boolean): Client {
  const found = clients.find(({ mayMisread, unfitFor }) => !mayMisread && unfitFor(mode, https) === null);
  if (!found) throw new Error(`no client is exact for ${mode}`);
  return found;
}

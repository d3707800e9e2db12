/** The list of clients, and the choice of the one that sends a scenario's load. */
import type { LoadMode } from '../../records/run.ts';
import { modeInWords } from '../../stats/load-mode.ts';
import { autocannon } from './autocannon.ts';
import type { Client } from './client.ts';
import { direct } from './direct.ts';

export type { Client } from './client.ts';

/** Every client. The first one that is fit for a load sends it. */
export const clients: readonly Client[] = [autocannon, direct];

/** @throws if there is no such client; names are checked earlier */
export function clientNamed(name: string): Client {
  const found = clients.find((client) => client.name === name);
  if (!found) throw new Error(`there is no client ${name}`);
  return found;
}

/** Returns the first client that reads every response of such a load correctly. */
export function exactClient(mode: LoadMode, https: boolean): Client {
  const found = clients.find(({ mayMisread, unfitFor }) => !mayMisread && unfitFor(mode, https) === null);
  if (!found) throw new Error(`no client is exact for a ${modeInWords(mode)}`);
  return found;
}

export interface ChosenClient {
  readonly client: Client;
  /** Why this is not the default client; null if it is. */
  readonly reason: string | null;
}

interface Wanted {
  readonly mode: LoadMode;
  readonly https: boolean;
  /** The client that the user named; null to choose one. */
  readonly client: string | null;
}

/** Returns the client that the user named if it is fit, else the first one that is. */
export function chooseClient({ mode, https, client: asked }: Wanted): ChosenClient {
  const [usual] = clients;
  const wanted = asked === null ? usual : clientNamed(asked);
  const fault = wanted?.unfitFor(mode, https) ?? null;
  const client = fault === null ? wanted : clients.find(({ unfitFor }) => unfitFor(mode, https) === null);
  if (!client) throw new Error(`no client can send a ${modeInWords(mode)}`);
  return { client, reason: fault ?? (client === usual ? null : 'chosen by the user') };
}

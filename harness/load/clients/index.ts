/** The list of clients, and the choice of the one that sends a scenario's load. */
import { modeInWords } from '../../stats/load-mode.ts';
import { autocannon } from './autocannon.ts';
import type { Client, LoadKind } from './client.ts';
import { direct } from './direct.ts';
import { websocket } from './websocket.ts';

export type { Client, LoadKind } from './client.ts';

/** Every client. The first one that is fit for a load sends it. */
export const clients: readonly Client[] = [autocannon, direct, websocket];

/** @throws if there is no such client; names are checked earlier */
export function clientNamed(name: string): Client {
  const found = clients.find((client) => client.name === name);
  if (!found) throw new Error(`there is no client ${name}`);
  return found;
}

/** Returns the first client that reads every response of such a load correctly. */
export function exactClient(load: LoadKind): Client {
  const found = clients.find(({ mayMisread, unfitFor }) => !mayMisread && unfitFor(load) === null);
  if (!found) throw new Error(`no client is exact for a ${modeInWords(load.mode)}`);
  return found;
}

export interface ChosenClient {
  readonly client: Client;
  /** Why this is not the default client; null if it is. */
  readonly reason: string | null;
}

interface Wanted extends LoadKind {
  /** The client that the user named; null to choose one. */
  readonly client: string | null;
}

/** Returns the client that the user named if it is fit, else the first one that is. */
export function chooseClient({ client: named, ...load }: Wanted): ChosenClient {
  const [usual] = clients;
  const wanted = named === null ? usual : clientNamed(named);
  const fault = wanted?.unfitFor(load) ?? null;
  const client = fault === null ? wanted : clients.find(({ unfitFor }) => unfitFor(load) === null);
  if (!client) throw new Error(`no client can send a ${modeInWords(load.mode)}`);
  return { client, reason: fault ?? (client === usual ? null : 'chosen by the user') };
}

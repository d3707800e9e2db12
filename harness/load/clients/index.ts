/** Every client, and which of them sends a scenario's load. */
import type { LoadMode } from '../../records/run.ts';
import { modeInWords } from '../../stats/load-mode.ts';
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
  if (!found) throw new Error(`no client is exact for a ${modeInWords(mode)}`);
  return found;
}

export interface ChosenClient {
  readonly client: Client;
  /** Why it is not the usual one; null where it is. */
  readonly reason: string | null;
}

interface Wanted {
  readonly mode: LoadMode;
  readonly https: boolean;
  /** The user's word; null for whichever is right. */
  readonly driver: string | null;
}

/** The one that was asked for where it is fit, else the first that is. */
export function chooseClient({ mode, https, driver }: Wanted): ChosenClient {
  const [usual] = clients;
  const wanted = driver === null ? usual : clientNamed(driver);
  const fault = wanted?.unfitFor(mode, https) ?? null;
  const client = fault === null ? wanted : clients.find(({ unfitFor }) => unfitFor(mode, https) === null);
  if (!client) throw new Error(`no client can send a ${modeInWords(mode)}`);
  return { client, reason: fault ?? (client === usual ? null : 'asked for') };
}

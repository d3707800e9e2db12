/** Which client sends a scenario's load. */
import { type Client, clientNamed, clients } from '../load/clients/index.ts';
import type { LoadMode } from '../records/run.ts';

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
  if (!client) throw new Error(`no client can send ${mode}`);
  return { client, reason: fault ?? (client === usual ? null : 'asked for') };
}

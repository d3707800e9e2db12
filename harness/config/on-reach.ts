/** Addresses that load agents on other hosts do not reach. */
import { isLoopback } from '../../targets/origin.ts';
import type { RunConfig } from './run-config.ts';

/** onReach returns a sentence if the run's addresses are those of its own host alone. */
export function onReach({ hosts, apps, listen }: Pick<RunConfig, 'hosts' | 'apps' | 'listen'>): string[] {
  if (hosts === null) return [];
  const attached = apps[0]?.attached ?? null;
  const address = attached?.host ?? listen;
  if (!isLoopback(address)) return [];
  const both = hosts.redis === null ? 'the app and the Redis listen' : 'the app listens';
  const remedy = attached
    ? 'attach to another address of the server'
    : 'add --listen with an address of this host';
  const what = attached ? `${attached.url} is` : `${both} on ${address},`;
  return [`${what} reached by agents on this host alone: ${remedy}`];
}

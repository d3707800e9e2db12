import type { Member } from '../../member.ts';
import type { Origin, SpawnOptions } from '../../topology.ts';
import type { CheckContext } from '../proxy.ts';

/** OwnKind is a program that can run a user's configuration. */
export interface OwnKind extends Required<Pick<Member, 'program' | 'obstacle'>> {
  /** How the names of its configuration files end; null for any other name. */
  readonly extension: string | null;
  readonly hasThreads: boolean;
  /** Fills in the configuration, and writes it to a folder of its own. */
  prepare(text: string, context: CheckContext & { readonly upstreams: readonly Origin[] }): Prepared;
}

interface Prepared {
  readonly launch: SpawnOptions;
  /** @throws {TargetError} with the proxy's words if it refuses the configuration */
  check(): Promise<void>;
}

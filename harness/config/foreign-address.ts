/** Checks that the address of `--listen` is this host's. */
import { isIPv4 } from 'node:net';
import type { HostAbilities } from '../../targets/member.ts';
import { isLoopback, ownAddresses } from '../host/network.ts';
import { isLinkLocal } from './listen.ts';
import type { RunConfig } from './run-config.ts';
import { UsageError } from './usage-error.ts';
import { originOf, type UserConfig } from './user-values.ts';

/**
 * refuseForeignAddress refuses an address on which no process of this host can listen.
 *
 * @param own addresses of this host
 * @throws {UsageError}
 */
export function refuseForeignAddress(
  { listen }: Pick<RunConfig, 'listen'>,
  user: UserConfig,
  { platform }: Pick<HostAbilities, 'platform'>,
  own: readonly string[] = ownAddresses(),
): void {
  if (!user.listen || own.includes(listen)) return;
  // Linux alone listens on every address 127.a.b.c.
  if (platform === 'linux' && isIPv4(listen) && isLoopback(listen)) return;
  throw new UsageError(
    `${originOf(user, 'listen')} ${listen} is no address of this host; it has ${own.filter((address) => !isLinkLocal(address)).join(', ')}`,
  );
}

/** Checks of `--client-addresses`. */
import type { HostAbilities } from '../../targets/member.ts';
import { LOOPBACK } from '../../targets/origin.ts';
import type { RunConfig } from './run-config.ts';
import { UsageError } from './usage-error.ts';
import { originOf, type UserConfig } from './user-values.ts';

/** @throws {UsageError} if an address would have no connection, or the load cannot come from these addresses */
export function refuseClientAddresses(
  { clientAddresses, connections, connectionsAuto, apps, listen }: RunConfig,
  user: UserConfig,
  { platform }: Pick<HostAbilities, 'platform'>,
): void {
  if (clientAddresses === null) return;
  const asked = `${originOf(user, 'client-addresses')} ${clientAddresses}`;
  if (platform !== 'linux') {
    throw new UsageError(`${asked}: only on Linux are all addresses 127.a.b.c this host's; leave it out`);
  }
  if (clientAddresses > connections && !connectionsAuto) {
    throw new UsageError(
      `${asked} is more than ${originOf(user, 'connections')} ${connections}; each address needs at least one connection`,
    );
  }
  if (listen !== LOOPBACK) {
    throw new UsageError(
      `${asked} reaches only servers on ${LOOPBACK}, not ${originOf(user, 'listen')} ${listen}; leave one of them out`,
    );
  }
  for (const { attached } of apps) {
    if (attached === null || attached.addresses.every((address) => address.startsWith('127.'))) continue;
    throw new UsageError(
      `${asked} reaches only servers on 127.0.0.1, not ${attached.url}; use 127.0.0.1 in the URL, or leave it out`,
    );
  }
}

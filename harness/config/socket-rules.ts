/** Rules for a load of messages over WebSockets. */
import { isSocket } from '../../scenarios/socket-user.ts';
import type { RunConfig } from './run-config.ts';
import { UsageError } from './usage-error.ts';
import { originOf, type UserConfig } from './user-values.ts';

/** @throws {UsageError} */
export function refuseOnSockets(
  { scenarios, rate, stages }: Pick<RunConfig, 'scenarios' | 'rate' | 'stages'>,
  user: UserConfig,
): void {
  for (const { name, mode, user: sender, rate: own } of scenarios) {
    if (!isSocket(sender)) continue;
    if (mode.connections !== 'kept') {
      throw new UsageError(
        `${originOf(user, 'connections-mode')} takes kept for scenario ${name}, whose WebSockets stay open`,
      );
    }
    if (mode.arrivals === 'closed' || stages.length > 0) continue;
    if ((own ?? rate).kind === 'share') {
      throw new UsageError(
        `${originOf(user, 'rate')} must be a number of messages per second for scenario ${name}, such as 10: no closed loop measures its maximum`,
      );
    }
  }
}

import { isSocket } from '../../../scenarios/socket-user.ts';
import type { User } from '../../../scenarios/user.ts';

/** numbersRequests says whether a cell's requests carry numbers: those in windows with events do, messages cannot. */
export function numbersRequests(user: User, events: readonly unknown[]): boolean {
  return events.length > 0 && !isSocket(user);
}

/** Which client sends a scenario's load: autocannon where its figures are right, our own elsewhere. */
import type { Driver, LoadMode } from '../records/run.ts';

export interface ChosenDriver {
  readonly name: Driver;
  /** Why it is not autocannon; null where nothing speaks against that one. */
  readonly reason: string | null;
}

interface Wanted {
  readonly mode: LoadMode;
  readonly https: boolean;
  /** The user's word; null for whichever is right. */
  readonly driver: Driver | null;
}

export function chooseDriver({ mode, https, driver }: Wanted): ChosenDriver {
  const fault = autocannonFault(mode, https);
  if (fault !== null) return { name: 'direct', reason: fault };
  return { name: driver ?? 'autocannon', reason: driver === 'direct' ? 'asked for' : null };
}

/** Why autocannon's figures would be wrong, or missing; null where they are right. */
export function autocannonFault(mode: LoadMode, https: boolean): string | null {
  if (mode === 'rate')
    return 'autocannon sends a second’s requests in one burst, and hides how long they waited';
  if (mode === 'new-connections') {
    return 'autocannon loses answers where each request has a connection of its own';
  }
  return https ? 'autocannon is used for plain HTTP alone' : null;
}

import { setTimeout as sleep } from 'node:timers/promises';

/** elapse settles after some time. It rejects when the signal is aborted. */
export function elapse(seconds: number, signal: AbortSignal): Promise<void> {
  return sleep(1_000 * seconds, undefined, { signal });
}

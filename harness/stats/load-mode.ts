/** How a load's connections and arrivals go, in words. */
import type { LoadMode } from '../records/run.ts';

export function isSameMode(one: LoadMode, other: LoadMode): boolean {
  return one.connections === other.connections && one.arrivals === other.arrivals;
}

/** `closed loop over kept connections`; the same words for the same mode, for ever: histories are joined by them. */
export function modeInWords({ connections, arrivals }: LoadMode): string {
  return `${arrivals} loop${connections === 'kept' ? ' over kept connections' : ', a connection for each request'}`;
}

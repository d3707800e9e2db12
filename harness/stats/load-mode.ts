/** The load mode in words. The same load has the same words forever, because histories are joined by them. */
import type { LoadMode, RunHeader } from '../records/run.ts';

export function isSameMode(one: LoadMode, other: LoadMode): boolean {
  return one.connections === other.connections && one.arrivals === other.arrivals;
}

/** `closed loop over kept connections`. */
export function modeInWords({ connections, arrivals }: LoadMode): string {
  return `${arrivals} loop${CONNECTIONS[connections]}`;
}

const CONNECTIONS: Readonly<Record<LoadMode['connections'], string>> = {
  kept: ' over kept connections',
  'per-request': ', a connection for each request',
  'per-iteration': ', a connection for each iteration',
};

/** `GET /api/users`, with the beginning of the hash of what else is sent. */
export function sentInWords(sends: string, hash: string | null): string {
  return hash === null ? sends : `${sends} #${hash.slice(0, 8)}`;
}

/** `5000/s`, or `80% of the maximum`. */
export function rateInWords(rate: NonNullable<RunHeader['plan']['rate']>): string {
  return rate.kind === 'absolute'
    ? `${rate.perSecond}/s`
    : `${Number((rate.share * 100).toFixed(6))}% of the maximum`;
}

/** `p99 < 200 ms`. */
export function objectiveInWords(objective: NonNullable<RunHeader['plan']['objective']>): string {
  return `p${objective.percentile} < ${objective.limitMs} ms`;
}

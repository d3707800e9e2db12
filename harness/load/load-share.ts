/** Splits a load over its processes. */
import type { LoadJob, LoadShare, ProcessJob } from './load-client.ts';
import { rowsOfShare } from './users/sent-requests.ts';

/** shareJob splits a job's connections and rows over load processes, as even as possible and without loss. */
export function shareJob(job: LoadJob, processes: number): ProcessJob[] {
  let firstConnection = 0;
  return splitEvenly(job.connections, processes).map((connections, index) => {
    const share = { index, processes, firstConnection };
    firstConnection += connections;
    const user = { ...job.user, rows: rowsOfShare(job.user.rows, share) };
    return { ...job, connections, share, user };
  });
}

/** splitEvenly returns whole numbers, as even as possible, that add up to the total. */
export function splitEvenly(total: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, index) => shareOf(total, { index, processes: parts }));
}

/** shareOf returns the part of one process. It never falls while the total rises. */
export function shareOf(total: number, { index, processes }: Pick<LoadShare, 'index' | 'processes'>): number {
  return Math.floor((total + processes - 1 - index) / processes);
}

/** LoadShare is the part of a load that one process sends. */
import type { LoadJob, ProcessJob } from './load-client.ts';

export interface LoadShare {
  /** Index of the process, from 0. */
  readonly index: number;
  readonly processes: number;
  /** Number of its first connection over all processes. */
  readonly firstConnection: number;
}

/** shareJob splits a job's connections over load processes, as even as possible and without loss. */
export function shareJob(job: LoadJob, processes: number): ProcessJob[] {
  let firstConnection = 0;
  return splitEvenly(job.connections, processes).map((connections, index) => {
    const share = { index, processes, firstConnection };
    firstConnection += connections;
    return { ...job, connections, share };
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

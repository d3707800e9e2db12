/** Splits a load over its processes. */
import type { LoadJob, ProcessJob } from './load-client.ts';

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
  return Array.from({ length: parts }, (_, index) => Math.floor((total + index) / parts)).reverse();
}

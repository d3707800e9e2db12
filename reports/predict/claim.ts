/** Checks a published figure: whether any server could reach it, and what it would need. */

import type { PlannedHost, Prediction } from '../../harness/records/prediction.ts';
import { connectionsNeeded } from '../../harness/stats/connections-needed.ts';
import { capacityLimit, connectionsLimit } from '../../harness/stats/limits.ts';
import { counted, figure, fixed } from '../format.ts';

/** Empty if there is no claim. */
export function claimSentences(
  host: PlannedHost,
  predictions: readonly Prediction[],
  claim: number | null,
): string[] {
  if (claim === null) return [];
  const obstacles = [connectionsObstacle(host, claim), coresObstacle(host, claim)].filter(
    (obstacle) => obstacle !== null,
  );
  if (obstacles.length === 0) return [possible(host, claim, predictions)];
  return obstacles.map(
    (obstacle, index) =>
      `${figure(claim)} requests per second ${index === 0 ? 'cannot' : 'also cannot'} ${obstacle}`,
  );
}

/** Checks the delay alone first, which limits any server, then the delay together with the CPU time. */
function connectionsObstacle({ connections, delayMs, cpuMs }: PlannedHost, claim: number): string | null {
  for (const serviceMs of [0, cpuMs]) {
    const limit = connectionsLimit(connections, delayMs, serviceMs);
    if (limit === null || claim <= limit) continue;
    const { least } = connectionsNeeded({ limit: claim, delayMs, serviceMs, servers: 1 });
    const time = serviceMs === 0 ? `${delayMs} ms` : `(${delayMs} ms + ${cpuMs} ms)`;
    const anyServer = serviceMs === 0 ? ' with any server' : '';
    return `come from ${counted(connections, 'connection')} at ${delayMs} ms${anyServer}: ${fixed(connections, 0)} / ${time} = ${figure(limit)}. They need at least ${counted(least, 'connection')}.`;
  }
  return null;
}

function coresObstacle({ cores, cpuMs, loadCpuMs }: PlannedHost, claim: number): string | null {
  const limit = capacityLimit(cores, cpuMs + loadCpuMs);
  if (limit === null || claim <= limit) return null;
  const time = loadCpuMs > 0 ? `(${cpuMs} ms + ${loadCpuMs} ms)` : `${cpuMs} ms`;
  return `come from ${counted(cores, 'core')} at ${time} of CPU per request: ${fixed(cores, 0)} / ${time} = ${figure(limit)}. They need at least ${figure((claim * (cpuMs + loadCpuMs)) / 1000)} cores.`;
}

function possible({ cpuMs }: PlannedHost, claim: number, predictions: readonly Prediction[]): string {
  const [first] = predictions.filter(({ lowest }) => claim <= lowest.limit);
  const claimed = `${figure(claim)} requests per second`;
  if (first === undefined) {
    const workers = Math.ceil((claim * cpuMs) / 1000);
    return `${claimed} need at least ${counted(workers, 'worker')}: an event loop does one thing at a time.`;
  }
  const { sharedQueue, perWorker } = first.model;
  return `${claimed} stay within every limit of ${counted(first.workers, 'worker')}. The model expects ${figure(sharedQueue.throughput)} with a shared queue, ${figure(perWorker.throughput)} with a queue per worker.`;
}

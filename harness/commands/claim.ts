/** What a published figure is worth: whether any server could reach it, and what that would need. */
import { counted, figure, fixed } from '../../reports/format.ts';
import type { PredictConfig } from '../config/predict.ts';
import type { Prediction } from '../judge/prediction.ts';
import { capacityBound, connectionsBound } from '../stats/bounds.ts';
import { connectionsNeeded } from '../stats/connections-needed.ts';

/** Empty where nothing is claimed. */
export function claimSentences(config: PredictConfig, predictions: readonly Prediction[]): string[] {
  const { claim } = config;
  if (claim === null) return [];
  const obstacles = [connectionsObstacle(config, claim), coresObstacle(config, claim)].filter(
    (obstacle) => obstacle !== null,
  );
  if (obstacles.length === 0) return [possible(config, claim, predictions)];
  return obstacles.map(
    (obstacle, index) =>
      `${index === 0 ? `${figure(claim)} requests per second cannot` : 'Nor can they'} ${obstacle}`,
  );
}

/** The obstacle holds for any server where the delay alone is too long, else for one that takes so much CPU. */
function connectionsObstacle({ connections, delayMs, cpuMs }: PredictConfig, claim: number): string | null {
  for (const serviceMs of [0, cpuMs]) {
    const limit = connectionsBound(connections, delayMs, serviceMs);
    if (limit === null || claim <= limit) continue;
    const { least } = connectionsNeeded({ limit: claim, delayMs, serviceMs, servers: 1 });
    const time = serviceMs === 0 ? `${delayMs} ms` : `(${delayMs} ms + ${cpuMs} ms)`;
    const anyServer = serviceMs === 0 ? ', whatever the server' : '';
    return `come from ${counted(connections, 'connection')} at ${delayMs} ms${anyServer}: ${fixed(connections, 0)} / ${time} = ${figure(limit)}. They need at least ${counted(least, 'connection')}.`;
  }
  return null;
}

function coresObstacle({ cores, cpuMs, loadCpuMs }: PredictConfig, claim: number): string | null {
  const limit = capacityBound(cores, cpuMs + loadCpuMs);
  if (limit === null || claim <= limit) return null;
  const time = loadCpuMs > 0 ? `(${cpuMs} ms + ${loadCpuMs} ms)` : `${cpuMs} ms`;
  return `come from ${counted(cores, 'core')} at ${time} of CPU per request: ${fixed(cores, 0)} / ${time} = ${figure(limit)}. They need at least ${figure((claim * (cpuMs + loadCpuMs)) / 1000)} cores.`;
}

function possible({ cpuMs }: PredictConfig, claim: number, predictions: readonly Prediction[]): string {
  const [first] = predictions.filter(({ bound }) => claim <= bound.limit);
  const claimed = `${figure(claim)} requests per second`;
  if (first === undefined) {
    const workers = Math.ceil((claim * cpuMs) / 1000);
    return `${claimed} need at least ${counted(workers, 'worker')}: an event loop does one thing at a time.`;
  }
  const { pooled, pinned } = first.expected;
  return `${claimed} stay within every limit of ${counted(first.workers, 'worker')}. The model expects ${figure(pooled.throughput)} with a shared queue, ${figure(pinned.throughput)} with a queue per worker.`;
}

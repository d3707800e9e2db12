/**
 * A prediction as a document: a table, the limit of each row, the connections it needs, and the check of a claim.
 */

import type { PlannedHost, Prediction } from '../../harness/records/prediction.ts';
import { type Block, heading, list, paragraph } from '../document/block.ts';
import { type Column, figureColumn, nameColumn, table } from '../document/table.ts';
import { counted, figure, fixed, listed, percent } from '../format.ts';
import { groupedBy } from '../grouped-by.ts';
import { claimSentences } from './claim.ts';

/**
 * @param predictions one per number of workers
 * @param claim requests per second that somebody published; null without one
 */
export function predictionDocument(
  host: PlannedHost,
  predictions: readonly Prediction[],
  claim: number | null,
): Block[] {
  return [
    heading(1, title(host)),
    ...table(columns(host), predictions),
    ...paragraph(
      'At most, shared queue and per worker are requests per second. In the shared-queue model any free worker takes the next request. In the per-worker model each connection stays with its worker, as in a cluster; mean ms and busy belong to this model.',
    ),
    ...list([...limitSentences(host, predictions), neededSentence(host, predictions)]),
    ...list(claimSentences(host, predictions, claim)),
  ];
}

function title({ connections, delayMs, cpuMs, loadCpuMs, cores }: PlannedHost): string {
  const load = loadCpuMs > 0 ? ` and ${loadCpuMs} ms of load CPU` : '';
  return `${counted(connections, 'connection')}, ${delayMs} ms of delay, ${cpuMs} ms of app CPU${load} per request, ${counted(cores, 'core')}`;
}

function columns(host: PlannedHost): Column<Prediction>[] {
  const count = (name: string, read: (prediction: Prediction) => number, print = figure) =>
    figureColumn<Prediction>(name, (prediction) => print(read(prediction)), read);
  return [
    count(
      'workers',
      ({ workers }) => workers,
      (workers) => fixed(workers, 0),
    ),
    count('at most', ({ lowest }) => lowest.limit),
    nameColumn('set by', (prediction) => originOf(prediction, host).setter),
    count('shared queue', ({ model }) => model.sharedQueue.throughput),
    count('per worker', ({ model }) => model.perWorker.throughput),
    count('mean ms', ({ model }) => model.perWorker.meanMs),
    count(
      'busy',
      ({ utilization }) => utilization,
      (share) => percent(share, 0),
    ),
  ];
}

/** The source of a limit: what sets it, the formula, and the consequence. */
function originOf({ lowest, workers }: Prediction, host: PlannedHost) {
  const { connections, delayMs, cpuMs, loadCpuMs, cores } = host;
  const allCores = counted(cores, 'core');
  if (lowest.setBy === 'connections') {
    const setter = counted(connections, 'connection');
    const formula = `${setter} / (${delayMs} ms + ${cpuMs} ms)`;
    return { setter, formula, meaning: 'the load sets it, not the server' };
  }
  if (lowest.setBy === 'host') {
    const formula = `${allCores} / (${cpuMs} ms + ${loadCpuMs} ms)`;
    return { setter: `${allCores}, with load`, formula, meaning: 'app and load share the cores' };
  }
  const setter = workers < cores ? counted(workers, 'worker') : allCores;
  const meaning = workers < cores ? 'an event loop does one thing at a time' : 'more workers do not raise it';
  return { setter, formula: `${setter} / ${cpuMs} ms`, meaning };
}

/** One sentence per limit, with its numbers of workers. */
function limitSentences(host: PlannedHost, predictions: readonly Prediction[]): string[] {
  const each = predictions.map((prediction) => {
    const { formula, meaning } = originOf(prediction, host);
    const limit = `at most ${formula} = ${figure(prediction.lowest.limit)} requests per second; ${meaning}.`;
    return { workers: prediction.workers, limit };
  });
  return [...new Set(each.map(({ limit }) => limit))].map((limit) => {
    const counts = each.filter((one) => one.limit === limit).map(({ workers }) => workers);
    return `${workersOf(counts)}: ${limit}`;
  });
}

function neededSentence({ connections }: PlannedHost, predictions: readonly Prediction[]): string {
  const short = predictions
    .filter(({ needed }) => connections < needed.advised)
    .map(({ workers, needed }) => ({
      workers,
      needs: fixed(needed.advised, 0),
      least: fixed(needed.least, 0),
    }));
  if (short.length === 0) {
    return `${counted(connections, 'connection')} are enough to show what the CPU allows.`;
  }
  const needs = [...groupedBy(short, ({ needs, least }) => `${needs} ${least}`).values()].map((members) => {
    const [{ needs, least } = { needs: '', least: '' }] = members;
    return `${needs} for ${workersOf(members.map(({ workers }) => workers))} (with fewer than ${least}, the connections themselves set the limit)`;
  });
  return `More connections are needed to show what the CPU allows: ${listed(needs)}.`;
}

/** `1 worker`, `8 and 16 workers`. */
function workersOf(counts: readonly number[]): string {
  const noun = counts.length === 1 && counts[0] === 1 ? 'worker' : 'workers';
  return `${listed(counts.map((count) => fixed(count, 0)))} ${noun}`;
}

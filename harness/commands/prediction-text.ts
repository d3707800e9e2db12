/** A prediction as a reader wants it: a table, what binds, what it would take, and what a claim is worth. */
import { counted, figure, fixed, listed, percent } from '../../reports/format.ts';
import { wrap } from '../../reports/render/terminal.ts';
import type { PredictConfig } from '../config/predict.ts';
import type { Prediction } from '../judge/prediction.ts';
import { claimSentences } from './claim-text.ts';

const LEGEND =
  'At most, pooled, pinned: requests per second. Pooled: any free worker takes the next request. Pinned: a connection stays with its worker, as in a cluster; mean latency and busy share are of that.';

/** Without a newline at its end. @param predictions one for each worker count @param columns of the terminal */
export function predictionText(
  config: PredictConfig,
  predictions: readonly Prediction[],
  columns = 80,
): string {
  const fold = (sentence: string) => wrap(sentence, Math.min(100, columns));
  const claim = claimSentences(config, predictions);
  return [
    ...fold(subject(config)),
    '',
    ...table(config, predictions),
    '',
    ...fold(LEGEND),
    '',
    ...[...bindingSentences(config, predictions), neededSentence(config, predictions)].flatMap(fold),
    ...(claim.length > 0 ? ['', ...claim.flatMap(fold)] : []),
  ].join('\n');
}

function subject({ connections, delayMs, cpuMs, loadCpuMs, cores }: PredictConfig): string {
  const load = loadCpuMs > 0 ? ` and ${loadCpuMs} ms of the load's` : '';
  return `${counted(connections, 'connection')}, ${delayMs} ms of delay, ${cpuMs} ms of the app's CPU${load} a request, ${counted(cores, 'core')}`;
}

const HEADINGS = ['workers', 'at most', 'set by', 'pooled', 'pinned', 'mean ms', 'busy'];
/** Of words; figures stand to the right. */
const WORDS_COLUMN = HEADINGS.indexOf('set by');

function table(config: PredictConfig, predictions: readonly Prediction[]): string[] {
  const rows = predictions.map((prediction) => [
    fixed(prediction.workers, 0),
    figure(prediction.bound.limit),
    originOf(prediction, config).setter,
    figure(prediction.expected.pooled.throughput),
    figure(prediction.expected.pinned.throughput),
    figure(prediction.expected.pinned.meanMs),
    percent(prediction.utilization, 0),
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [HEADINGS, ...rows].map((row) =>
    row
      .map((text, column) =>
        column === WORDS_COLUMN ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

/** Where a bound comes from: who sets it, the sum, and what follows. */
function originOf({ bound, workers }: Prediction, config: PredictConfig) {
  const { connections, delayMs, cpuMs, loadCpuMs, cores } = config;
  const allCores = counted(cores, 'core');
  if (bound.setBy === 'connections') {
    const setter = counted(connections, 'connection');
    const formula = `${setter} / (${delayMs} ms + ${cpuMs} ms)`;
    return { setter, formula, meaning: 'the load sets it, not the server' };
  }
  if (bound.setBy === 'host') {
    const formula = `${allCores} / (${cpuMs} ms + ${loadCpuMs} ms)`;
    return { setter: `${allCores}, with load`, formula, meaning: 'app and load share the cores' };
  }
  const setter = workers < cores ? counted(workers, 'worker') : allCores;
  const meaning = workers < cores ? 'an event loop does one thing at a time' : 'more workers do not raise it';
  return { setter, formula: `${setter} / ${cpuMs} ms`, meaning };
}

/** One for each bound, with the worker counts that it holds for. */
function bindingSentences(config: PredictConfig, predictions: readonly Prediction[]): string[] {
  const each = predictions.map((prediction) => {
    const { formula, meaning } = originOf(prediction, config);
    const text = `at most ${formula} = ${figure(prediction.bound.limit)} requests per second; ${meaning}.`;
    return { workers: prediction.workers, text };
  });
  return [...new Set(each.map(({ text }) => text))].map((text) => {
    const counts = each.filter((one) => one.text === text).map(({ workers }) => workers);
    return `${workersOf(counts)}: ${text}`;
  });
}

function neededSentence({ connections }: PredictConfig, predictions: readonly Prediction[]): string {
  const each = predictions.map(({ workers, needed }) => ({
    workers,
    enough: connections >= needed.advised,
    text: `${fixed(needed.advised, 0)} (at least ${fixed(needed.least, 0)})`,
  }));
  const short = each.filter(({ enough }) => !enough);
  if (short.length === 0)
    return `${counted(connections, 'connection')} are enough to see what the CPU allows.`;
  const needs = [...new Set(short.map(({ text }) => text))].map((text) => {
    const counts = short.filter((one) => one.text === text).map(({ workers }) => workers);
    return `${text} for ${workersOf(counts)}`;
  });
  return `To see what the CPU allows it takes more connections: ${listed(needs)}.`;
}

/** `1 worker`, `8 and 16 workers`. */
function workersOf(counts: readonly number[]): string {
  const noun = counts.length === 1 && counts[0] === 1 ? 'worker' : 'workers';
  return `${listed(counts.map((count) => fixed(count, 0)))} ${noun}`;
}

/** What is said of a trend in words, on its chart and beside it. */
import type { Night, Trend } from '../../harness/history.ts';
import { clipped } from '../charts/labels.ts';
import { counted, figure, percent } from '../format.ts';

const LONGEST_ID = 64;

const METRICS = { throughput: 'throughput', p99: 'p99', capacity: 'capacity' } as const;

/** Seven digits of it, or what stands for a run outside of any repository. Others wrote it: only such digits pass. */
export function shortCommit({ commit }: Pick<Night, 'commit'>): string {
  return commit !== null && /^[0-9a-f]{7,64}$/.test(commit) ? commit.slice(0, 7) : 'no commit';
}

export function dateOf({ startedAt }: Pick<Night, 'startedAt'>): string {
  return startedAt.slice(0, 10);
}

export function withUnit(value: number, { unit }: Pick<Trend, 'unit'>): string {
  return `${figure(value)} ${unit}`;
}

export function trendTitle({ id, metric }: Trend): string {
  return `${clipped(id, LONGEST_ID)}: ${METRICS[metric]}`;
}

/** `9,612 req/s, more is better · level 9,580 since 2026-11-12 · noise 1.3 %` */
export function trendSubtitle(trend: Trend, nights: readonly Night[]): string {
  const { points, levels, changes, noise, better } = trend;
  const latest = points.at(-1);
  const level = levels.at(-1);
  const marked = points.some(({ night }) => nights[night]?.dirty || nights[night]?.status === 'partial');
  const since = changes.at(-1);
  return [
    latest
      ? `${withUnit(latest.value, trend)} in the latest of ${counted(points.length, 'night')}, ${better} is better`
      : '',
    level && points.length > 1
      ? `level ${figure(level.mean)}${since ? ` since ${dateOf(since.night)}` : ' throughout'}`
      : '',
    noise === null ? '' : `noise ${percent(noise)}`,
    marked ? 'hollow: partial or dirty' : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

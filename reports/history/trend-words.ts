/** What is said of a trend in words, on its chart and beside it. */
import type { Change, Night, Trend } from '../../harness/records/history.ts';
import { clipped } from '../charts/labels.ts';
import { code } from '../escape.ts';
import { counted, figure, percent } from '../format.ts';

const LONGEST_ID = 64;
const NO_COMMIT = 'no commit';

/** Seven digits of it, or what stands for a run outside of any repository. Others wrote it: only such digits pass. */
export function shortCommit({ commit }: Pick<Night, 'commit'>): string {
  return commit !== null && /^[0-9a-f]{7,64}$/.test(commit) ? commit.slice(0, 7) : NO_COMMIT;
}

/**
 * The commits among which a change has its cause, as `git log` takes them, in Markdown: `4cb0783..29f9c5e`. Where both
 * nights ran one commit, it is not the code.
 */
export function causeIn({ after, until }: Pick<Change, 'after' | 'until'>): string {
  const [from, to] = [shortCommit(after), shortCommit(until)];
  if (from === NO_COMMIT || to === NO_COMMIT) {
    return `nights after ${dateOf(after)}, up to ${dateOf(until)}`;
  }
  return from === to ? `no commit: all is ${code(to)}` : code(`${from}..${to}`);
}

export function dateOf({ startedAt }: Pick<Night, 'startedAt'>): string {
  return startedAt.slice(0, 10);
}

export function withUnit(value: number, { unit }: Pick<Trend, 'unit'>): string {
  return `${figure(value)} ${unit}`;
}

export function trendTitle({ id, metric, unit }: Trend): string {
  return `${clipped(id, LONGEST_ID)}: ${metric} in ${unit}`;
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

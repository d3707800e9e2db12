/** Words of a trend, on its chart and beside it. */
import type { Change, Night, Trend } from '../../harness/records/history.ts';
import { clipped } from '../charts/labels.ts';
import { code, type Part, text } from '../document/inline.ts';
import { counted, figure, percent } from '../format.ts';

const LONGEST_ID = 64;
const NO_COMMIT = 'no commit';

/** Seven digits, or `no commit` for a run outside a repository. A record may hold any text: only digits pass. */
export function shortCommit({ commit }: Pick<Night, 'commit'>): string {
  return commit !== null && /^[0-9a-f]{7,64}$/.test(commit) ? commit.slice(0, 7) : NO_COMMIT;
}

/** The same in code type, behind the word: `commit 29f9c5e`. */
export function commitOf(night: Pick<Night, 'commit'>): Part {
  const commit = shortCommit(night);
  return commit === NO_COMMIT ? NO_COMMIT : text`commit ${code(commit)}`;
}

/** The commits that hold the cause of a change, as `git log` takes them: `4cb0783..29f9c5e`. */
export function causeIn({ after, until }: Pick<Change, 'after' | 'until'>): Part {
  const [from, to] = [shortCommit(after), shortCommit(until)];
  if (from === NO_COMMIT || to === NO_COMMIT) return `nights from ${dateOf(after)} to ${dateOf(until)}`;
  return from === to ? text`no commit: all nights ran ${code(to)}` : code(`${from}..${to}`);
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

const BETTER = { more: 'higher', less: 'lower' } as const;

/** `9,612 req/s in the latest of 84 nights, higher is better · level 9,580 since 2026-11-12 · noise 1.3%` */
export function trendSubtitle(trend: Trend, nights: readonly Night[]): string {
  const { points, levels, changes, noise, better } = trend;
  const latest = points.at(-1);
  const level = levels.at(-1);
  const isMarked = points.some(({ night }) => nights[night]?.dirty || nights[night]?.status === 'partial');
  const since = changes.at(-1);
  return [
    latest
      ? `${withUnit(latest.value, trend)} in the latest of ${counted(points.length, 'night')}, ${BETTER[better]} is better`
      : '',
    level && points.length > 1
      ? `level ${figure(level.mean)}${since ? ` since ${dateOf(since.night)}` : ' throughout'}`
      : '',
    noise === null ? '' : `noise ${percent(noise)}`,
    isMarked ? 'hollow: partial run or uncommitted changes' : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

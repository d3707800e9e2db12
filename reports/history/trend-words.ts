/** Words of a trend, on its chart and beside it. */
import type { Change, History, Night, Trend } from '../../harness/records/history.ts';
import { clipped } from '../charts/labels.ts';
import { code, link, type Part, text } from '../document/inline.ts';
import { counted, figure, percent } from '../format.ts';
import { commitAddress, rangeAddress } from './commit-address.ts';

const LONGEST_ID = 64;
const NO_COMMIT = 'no commit';

/** Seven digits, or `no commit` for a run outside a repository. A record may hold any text: only digits pass. */
export function shortCommit({ commit }: Pick<Night, 'commit'>): string {
  return commit !== null && /^[0-9a-f]{7,64}$/.test(commit) ? commit.slice(0, 7) : NO_COMMIT;
}

/** The same in code type, linked where the repository has a web address. */
export function commitName(night: Pick<Night, 'commit'>, { repository }: Linked): Part {
  const short = shortCommit(night);
  if (short === NO_COMMIT || night.commit === null) return NO_COMMIT;
  return repository === null ? code(short) : link(commitAddress(repository, night.commit), code(short));
}

/** Where its commits can be read. */
type Linked = Pick<History, 'repository'>;

/** The same behind the word: `commit 29f9c5e`. */
export function commitOf(night: Pick<Night, 'commit'>, history: Linked): Part {
  const name = commitName(night, history);
  return name === NO_COMMIT ? NO_COMMIT : text`commit ${name}`;
}

/** The commits that hold the cause of a change, as `git log` takes them: `4cb0783..29f9c5e`. */
export function causeIn({ after, until }: Pick<Change, 'after' | 'until'>, history: Linked): Part {
  const [from, to] = [shortCommit(after), shortCommit(until)];
  if (from === NO_COMMIT || to === NO_COMMIT) return `nights from ${dateOf(after)} to ${dateOf(until)}`;
  if (from === to) return text`no commit: all nights ran ${commitName(until, history)}`;
  const range = code(`${from}..${to}`);
  const { repository } = history;
  return repository === null || after.commit === null || until.commit === null
    ? range
    : link(rangeAddress(repository, after.commit, until.commit), range);
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

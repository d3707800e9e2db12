/** Words for trends and their nights. */
import type { Change, History, Night, Trend } from '../../harness/records/history.ts';
import { code, link, type Part, text } from '../document/inline.ts';
import { figure } from '../format.ts';
import { commitAddress, rangeAddress } from './commit-address.ts';

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

/** Web address of its commits. */
type Linked = Pick<History, 'repository'>;

/** The same behind the word: `commit 29f9c5e`. */
export function commitOf(night: Pick<Night, 'commit'>, history: Linked): Part {
  const name = commitName(night, history);
  return name === NO_COMMIT ? NO_COMMIT : text`commit ${name}`;
}

/** The commits that hold the cause of a change, as `git log` takes them: `4cb0783..29f9c5e`. */
export function causeIn({ after, until }: Pick<Change, 'after' | 'until'>, history: Linked): Part {
  const [from, to] = [shortCommit(after), shortCommit(until)];
  if (from === NO_COMMIT || to === NO_COMMIT) return `runs from ${dateOf(after)} to ${dateOf(until)}`;
  if (from === to) return text`no commit: all runs had ${commitName(until, history)}`;
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

/** Words for trends and their nights. */
import type { Change, Night, Trend } from '../../harness/records/history.ts';
import { code } from '../escape.ts';
import { figure } from '../format.ts';

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

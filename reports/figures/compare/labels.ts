/** Words that both figures of a comparison share. */
import type { ComparedCell, Comparison } from '../../../harness/records/comparison.ts';
import { metricWords } from '../../compare/words.ts';
import { listed } from '../../format.ts';
import { plainLine } from '../../render/plain-text.ts';
import { shortName } from '../draw/short-name.ts';

/** Names of rows: ids without what all of them begin with. */
export function rowNames(cells: readonly ComparedCell[]): string[] {
  const ids = cells.map(({ id }) => plainLine(id));
  const common = commonFolder(ids).length;
  return ids.map((id) => id.slice(common));
}

/** `throughput: express, db-wait`; of apps and of what they were sent, that which all variants have in common. */
export function subjectOf(cells: readonly ComparedCell[]): string {
  const only = (values: readonly string[]) => (new Set(values).size === 1 ? values.slice(0, 1) : []);
  const metric = listed([...new Set(cells.map(({ primary }) => metricWords(primary.metric).label))]);
  const common = [...only(cells.map(({ app }) => app)), ...only(cells.map(({ title }) => title))];
  const names = common.map((name) => shortName(plainLine(name), 30)).join(', ');
  return names === '' ? metric : `${metric}: ${names}`;
}

/** `v1.5.0 (head) against v1.4.0 (base)`, and on a second line which direction is better where metrics differ. */
export function sidesLines({ base, head, cells, acrossHosts }: Comparison): string[] {
  const name = (label: string) => shortName(plainLine(label), 28);
  const each = cells.map(
    ({ primary }) => `${metricWords(primary.metric).label}: ${primary.better} is better`,
  );
  return [
    `${name(head.label)} (head) against ${name(base.label)} (base)${acrossHosts ? ', ACROSS HOSTS' : ''}`,
    ...(betterText(cells) === '' ? [[...new Set(each)].join('; ')] : []),
  ];
}

/** Which direction is better, where all variants agree on it. */
export function betterText(cells: readonly ComparedCell[]): string {
  const [better, ...others] = new Set(cells.map(({ primary }) => primary.better));
  return others.length > 0 || better === undefined ? '' : ` (${better} is better)`;
}

/** Up to the last slash that all have in common. */
function commonFolder([first = '', ...others]: readonly string[]): string {
  const folders = first.split('/').slice(0, -1);
  const prefixes = folders.map((_, index) => `${folders.slice(0, index + 1).join('/')}/`);
  return prefixes.findLast((prefix) => others.every((id) => id.startsWith(prefix))) ?? '';
}

/** A history as a document: what changed recently, then every cell and every change. */
import type { Damage, History } from '../../harness/records/history.ts';
import { plainPercent } from '../compare/words.ts';
import { type Block, figure, heading, list, paragraph, section } from '../document/block.ts';
import { code, joined, type Part, type Text, text } from '../document/inline.ts';
import { historyFigures } from '../figures/history/history-figures.ts';
import { counted } from '../format.ts';
import { recentChanges } from './recent-changes.ts';
import { cellsTable, changesTable, latestTable } from './tables.ts';
import { commitOf, dateOf } from './trend-words.ts';

const MOST_CHANGES = { file: 100, terminal: 8 } as const;

/**
 * A history for a file.
 *
 * @param unread parts of the history that could not be read, and pictures that could not be drawn
 */
export function historyDocument(history: History, unread: readonly Damage[] = []): Block[] {
  return [
    ...overview(history),
    ...section(2, 'Recent changes', recentChanges(history)),
    ...section(2, 'Cells', [
      ...cellsTable(history),
      ...historyFigures(history).flatMap(({ data, file }) => figure(data, file)),
    ]),
    ...section(2, 'Changes of level', changesTable(history, MOST_CHANGES.file, true)),
    ...section(2, 'Not in these series', setAside(history)),
    ...section(
      2,
      'Not read or drawn',
      list(unread.map(({ place, reason }) => text`${code(place)}: ${reason}`)),
    ),
    ...section(2, 'How to read this', list(howToRead(history))),
  ];
}

/** A history for a terminal: its cells, and their newest changes. */
export function historySummary(history: History): Block[] {
  const changes = changesTable(history, MOST_CHANGES.terminal, false);
  return [
    ...overview(history),
    ...latestTable(history),
    ...(changes.length === 0 ? recentChanges(history) : changes),
    ...setAside(history),
  ];
}

function overview(history: History): Block[] {
  const { nights, trends } = history;
  const [first, last] = [nights[0], nights.at(-1)];
  const title = heading(1, `History of ${counted(nights.length, 'run')}`);
  if (first === undefined || last === undefined) return [title, ...paragraph('It holds no run.')];
  const facts: readonly Part[] = [
    dateOf(first) === dateOf(last) ? dateOf(first) : `${dateOf(first)} to ${dateOf(last)}`,
    counted(trends.length, 'cell'),
    `${last.host.cpuModel}, ${counted(last.host.cores, 'core')}`,
    text`latest: ${commitOf(last, history)}, Node.js ${last.node}`,
  ];
  return [title, ...paragraph(joined(facts, ' · '))];
}

/** Nights that are in no series: a reason each, with the cells that it holds for. */
function setAside({ trends }: History): Block[] {
  const cellsOf = new Map<string, string[]>();
  const add = (reason: string, id: string) => cellsOf.set(reason, [...(cellsOf.get(reason) ?? []), id]);
  for (const { id, setAside, failedNights } of trends) {
    for (const { nights, what, name } of setAside) {
      add(
        `${counted(nights, 'run')} ${what === 'host' ? 'on another host' : 'under another load'}, ${name}`,
        id,
      );
    }
    if (failedNights > 0) add(`${counted(failedNights, 'run')} without figures: every trial failed`, id);
  }
  return list(
    [...cellsOf].map(([reason, ids]) => {
      const isAll = ids.length === trends.length && ids.length > 1;
      return text`${isAll ? 'All cells' : joined(ids.map(code), ', ')}: ${reason}`;
    }),
  );
}

function howToRead({ settings: { minChange, leastNights } }: History): Text[] {
  return [
    'A dot is a run: the geometric mean of its trials. Up to 60 runs have whiskers: the 95% confidence interval from the spread of trials, without the differences between runs. Noise shows those: it is the standard deviation of runs around their level.',
    `A change is where a new level begins: E-divisive on logarithms, a permutation test at 5% shared by all cells, and a difference of at least ${plainPercent(minChange)}. A new level takes three runs to show, and a series takes at least ${leastNights} runs.`,
    'A commit is that of the first run of the new level, which may be a few runs off. With 95% confidence the cause lies in the commits of “cause in”, or in a change of the host at that time.',
    'A series has one host and one load, those of its newest run with figures. Axes do not begin at 0.',
  ].map((sentence) => [sentence]);
}

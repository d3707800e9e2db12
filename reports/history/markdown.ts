/** history.md: what changed lately first, then every change and every cell. A pure function of the history. */
import type { Change, Damage, History, Night, Trend } from '../../harness/records/history.ts';
import { blocks, bullets, section } from '../blocks.ts';
import { code, escaped } from '../escape.ts';
import type { HistoryFigure } from '../figures/history/history-figures.ts';
import { counted, figure, percent, signedPercent, UNKNOWN } from '../format.ts';
import { table } from '../table.ts';
import { type CellChange, lately } from './lately.ts';
import { causeIn, dateOf, shortCommit, withUnit } from './trend-words.ts';

/**
 * The whole report in GitHub's Markdown, ending in a newline.
 *
 * @param images pictures that lie in the report's folder; what is not among them is not shown
 * @param unread what of the history could not be read, and pictures that could not be drawn
 */
export function renderHistory(
  history: History,
  images: readonly HistoryFigure[],
  unread: readonly Damage[] = [],
): string {
  const { nights } = history;
  return blocks([
    `# History of ${counted(nights.length, 'night')}`,
    overview(history),
    '## What changed lately',
    lately(history),
    section('## Cells', cellsTable(history)),
    section('## Changes of level', changesTable(history)),
    section('## Trends', images.map(picture).join('\n\n')),
    section('## Not in these series', bullets(setAside(history))),
    section(
      '## What could not be read or drawn',
      bullets(unread.map(({ place, reason }) => `${code(place)}: ${escaped(reason)}`)),
    ),
    '## How to read this',
    bullets(howToRead(history)),
  ]);
}

function overview({ nights, trends }: History): string {
  const [first, last] = [nights[0], nights.at(-1)];
  if (first === undefined || last === undefined) return 'No run is in it.';
  return [
    dateOf(first) === dateOf(last) ? dateOf(first) : `${dateOf(first)} to ${dateOf(last)}`,
    counted(trends.length, 'cell'),
    `${escaped(last.host.cpuModel)}, ${counted(last.host.cores, 'core')}`,
    `latest: commit ${code(shortCommit(last))}, Node.js ${escaped(last.node)}`,
  ].join(' · ');
}

function cellsTable({ trends, nights }: History): string {
  const since = ({ changes }: Trend) => {
    const change = changes.at(-1);
    return change ? `${dateOf(change.night)}, ${code(shortCommit(change.night))}` : 'the first night';
  };
  return table<Trend>(
    [
      { title: 'cell', align: 'left', cell: ({ id }) => code(id) },
      { title: 'latest', align: 'right', cell: (trend) => latest(trend, nights) },
      {
        title: 'level',
        align: 'right',
        cell: (trend) => withUnit(trend.levels.at(-1)?.mean ?? Number.NaN, trend),
      },
      { title: 'since', align: 'left', cell: since },
      { title: 'nights', align: 'right', cell: ({ points }) => figure0(points.length) },
      { title: 'noise', align: 'right', cell: ({ noise }) => (noise === null ? UNKNOWN : percent(noise)) },
    ],
    trends,
  );
}

/** With its date where it is not of the newest night. */
function latest(trend: Trend, nights: readonly Night[]): string {
  const point = trend.points.at(-1);
  const night = nights[point?.night ?? -1];
  if (point === undefined || night === undefined) return UNKNOWN;
  const value = withUnit(point.value, trend);
  return night === nights.at(-1) ? value : `${value} (${dateOf(night)})`;
}

const MOST_CHANGES = 100;

function changesTable({ trends }: History): string {
  const all = trends
    .flatMap((trend) => trend.changes.map((change): CellChange => ({ trend, change })))
    .sort((a, b) => Date.parse(b.change.night.startedAt) - Date.parse(a.change.night.startedAt));
  const rows = table<CellChange>(
    [
      { title: 'since', align: 'left', cell: ({ change }) => dateOf(change.night) },
      { title: 'commit', align: 'left', cell: ({ change }) => code(shortCommit(change.night)) },
      { title: 'cell', align: 'left', cell: ({ trend }) => code(trend.id) },
      { title: 'from', align: 'right', cell: ({ change }) => figure(change.from) },
      { title: 'to', align: 'right', cell: ({ change, trend }) => withUnit(change.to, trend) },
      {
        title: 'change',
        align: 'right',
        cell: ({ change }) => `${signedPercent(change.change)} ${change.effect}`,
      },
      { title: 'cause in', align: 'left', cell: ({ change }) => causeIn(change) },
      { title: 'changed as well', align: 'left', cell: ({ change }) => besideCommits(change) },
    ],
    all.slice(0, MOST_CHANGES),
  );
  return all.length > MOST_CHANGES ? `${rows}\n\nThe newest ${MOST_CHANGES} of ${all.length}.` : rows;
}

function besideCommits({ after, until }: Change): string {
  return [
    after.node === until.node ? '' : `Node.js ${escaped(after.node)} → ${escaped(until.node)}`,
    after.tool === until.tool ? '' : `cluster-bench ${escaped(after.tool)} → ${escaped(until.tool)}`,
    after.dirty || until.dirty ? 'uncommitted changes' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function picture({ data, file }: HistoryFigure): string {
  return `![${escaped(data.alt)}](${encodeURI(file)})`;
}

/** A bullet for what happened, and the cells to which it did. */
function setAside({ trends }: History): string[] {
  const cellsOf = new Map<string, string[]>();
  const add = (text: string, id: string) => cellsOf.set(text, [...(cellsOf.get(text) ?? []), code(id)]);
  for (const { id, setAside, failedNights } of trends) {
    for (const { nights, what, name } of setAside) {
      const how = what === 'host' ? 'of another host' : 'under another load';
      add(`${counted(nights, 'night')} ${how}, ${escaped(name)}`, id);
    }
    if (failedNights > 0) add(`${counted(failedNights, 'night')} without a figure, as trials failed`, id);
  }
  return [...cellsOf].map(([text, cells]) => {
    const all = cells.length === trends.length && cells.length > 1;
    return `${all ? 'all cells' : cells.join(', ')}: ${text}`;
  });
}

function howToRead({ settings: { minChange, leastNights } }: History): string[] {
  return [
    'A dot is a night: the geometric mean of its trials. Whiskers, where there are up to 60 nights: its 95 % interval from the spread of trials, which does not hold what differs from night to night. Noise does: the standard deviation of nights around their level.',
    `A change is where the level begins to be another: E-divisive on logarithms, a permutation test of 5 % shared by all cells, and a difference of at least ${percent(minChange)}. It takes three nights of a new level to show, and at least ${leastNights} nights in all.`,
    'A commit stands for the first night of the new level. It may as well be one a few nights off: with 95 % confidence the cause lies in the commits of “cause in”, or in what changed on the host meanwhile.',
    'A series is of one host and one load, those of its newest night. Charts do not begin at zero.',
  ];
}

function figure0(value: number): string {
  return value.toLocaleString('en-US');
}

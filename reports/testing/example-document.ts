/** A document that has a block of every kind, with every figure of its runs. */
import type { Comparison } from '../../harness/records/comparison.ts';
import type { History } from '../../harness/records/history.ts';
import type { RunRecord } from '../../harness/records/run.ts';
import {
  type Block,
  callout,
  codeBlock,
  details,
  figure,
  heading,
  list,
  paragraph,
  section,
} from '../document/block.ts';
import { code, strong, text, tinted } from '../document/inline.ts';
import { figureColumn, nameColumn, table } from '../document/table.ts';
import { comparisonFigures } from '../figures/compare/comparison-figures.ts';
import { historyFigures } from '../figures/history/history-figures.ts';
import { runFigures } from '../figures/run/run-figures.ts';
import { figure as shown } from '../format.ts';
import { type Group, groupResults } from '../groups.ts';

export function exampleDocument(record: RunRecord, comparison?: Comparison, history?: History): Block[] {
  const groups = groupResults(record);
  return [
    heading(1, 'Does node:cluster pay off for ', code('express'), '?'),
    ...paragraph(
      text`Started ${record.startedAt.slice(0, 10)} on ${record.host.hostname}: ${record.trials.length} trials.`,
    ),
    ...callout('warning', [text`The load client ran on the same cores as the app: see ${strong('Limits')}.`]),
    ...section(
      2,
      'Findings',
      list([
        text`${code('cluster-8-rr')} has the ${tinted('good', 'highest throughput')}, by 8.1%.`,
        text`${code('cluster-16-none')}: ${tinted('bad', 'uneven workers')}; ${tinted('quiet', 'no significant difference')} to ${code('single')}.`,
        text`${code('nginx+single')}: ${tinted('doubtful', 'undecided')}.`,
      ]),
    ),
    ...groups.flatMap((group) => groupBlocks(record, group)),
    ...(comparison ? section(2, 'Comparison', comparisonFigures(comparison).flatMap(asBlock)) : []),
    ...(history ? section(2, 'Trends', historyFigures(history).flatMap(asBlock)) : []),
    ...section(2, 'Reproduce', codeBlock([`npx cluster-bench run ${record.command.join(' ')}`], 'sh')),
    ...details('How to read this', paragraph('Each figure is the mean of its trials.')),
  ];
}

function groupBlocks(record: RunRecord, group: Group): Block[] {
  const columns = [
    nameColumn<Group['results'][number]>('variant', ({ cell }) => code(cell.variant)),
    figureColumn<Group['results'][number]>(
      'requests per second',
      ({ figures }) => (figures ? shown(figures.throughput.mean) : '–'),
      ({ figures }) => figures?.throughput.mean ?? null,
    ),
    figureColumn<Group['results'][number]>(
      'p99 ms',
      ({ figures }) => shown(figures?.latency.p99?.mean ?? 0),
      ({ figures }) => figures?.latency.p99?.mean ?? null,
    ),
    figureColumn<Group['results'][number]>(
      'host CPU %',
      ({ figures }) => shown(figures?.cpuBusy ?? 0),
      ({ figures }) => figures?.cpuBusy ?? null,
    ),
  ];
  return section(2, `Results: ${group.app}, ${group.scenario}`, [
    ...table(columns, group.results),
    ...runFigures(record, group).flatMap(asBlock),
  ]);
}

function asBlock({
  data,
  file,
}: {
  readonly data: Parameters<typeof figure>[0];
  readonly file: string | null;
}) {
  return figure(data, file);
}

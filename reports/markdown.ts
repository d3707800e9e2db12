/** report.md: what was found first, then what it rests on. A pure function of the record. */
import type { RunRecord } from '../harness/records/run.ts';
import { blocks, bullets, details, section } from './blocks.ts';
import { code, codeBlock, escaped, shellWord } from './escape.ts';
import type { UndrawnFigure } from './figures/png-file.ts';
import type { RunFigure } from './figures/run/run-figures.ts';
import { groupFindings, runFindings } from './findings/findings.ts';
import { counted, listed } from './format.ts';
import { type Group, groupResults } from './groups.ts';
import { balanceTable } from './sections/balance.ts';
import { comparisonsTable } from './sections/comparisons.ts';
import { coresTable } from './sections/cpu.ts';
import { errorsTable } from './sections/errors.ts';
import { failedTrials, skippedCells } from './sections/failures.ts';
import { hostTable } from './sections/host.ts';
import { howToRead } from './sections/how-to-read.ts';
import { latencyTable } from './sections/latency.ts';
import { limitsCaption, limitsTable } from './sections/limits.ts';
import { notesList, notesOf } from './sections/notes.ts';
import { resultsTable } from './sections/results.ts';
import { resultsCaption } from './sections/results-caption.ts';
import { scalingLaw } from './sections/scaling-law.ts';
import { trialsEach } from './trial-counts.ts';

/**
 * The whole report in GitHub's Markdown, ending in a newline.
 *
 * @param charts pictures that lie in the run's folder; what is not among them is not shown
 * @param undrawn pictures that should be there and are not, with the reason
 */
export function renderMarkdown(
  record: RunRecord,
  charts: readonly RunFigure[],
  undrawn: readonly UndrawnFigure[] = [],
): string {
  const groups = groupResults(record);
  return blocks([
    `# ${listed(record.plan.apps.map(({ name }) => code(name)))}: throughput, latency and CPU by setup`,
    overview(record),
    warning(runFindings(record, groups)),
    '## What was found',
    ...groups.flatMap((group) => [
      groups.length > 1 ? `### ${groupName(group)}` : '',
      bullets(groupFindings(group)),
    ]),
    groups.length === 0 ? 'The plan has no setup that this host can run.' : '',
    ...groups.flatMap((group) => groupSections(record, group, charts, groups.length > 1)),
    section('## Failed trials', failedTrials(record)),
    section('## Skipped setups', skippedCells(record)),
    section(
      '## Charts that could not be drawn',
      bullets(undrawn.map(({ file, reason }) => `${code(file)}: ${escaped(reason)}`)),
    ),
    section('## Host and versions', hostTable(record)),
    '## Do it again',
    codeBlock([['npx', 'cluster-bench', ...record.command].map(shellWord).join(' ')], 'sh'),
    `Seed ${code(String(record.seed))}. Every figure here comes from \`run.json\` in this folder; \`npx cluster-bench report\` writes the report again.`,
    '## How to read this',
    howToRead(record),
  ]);
}

function groupSections(
  record: RunRecord,
  group: Group,
  charts: readonly RunFigure[],
  named: boolean,
): string[] {
  const notes = notesOf(group, record.warnings);
  const name = named ? `: ${groupName(group)}` : '';
  const picture = (kind: RunFigure['kind']) =>
    image(charts.find((one) => one.kind === kind && one.data.group === group.slug));
  const cores = coresTable(group);
  const cpu = [
    picture('cpu-by-role'),
    picture('core-heat-map'),
    details('Mean of each core, percent, in the trial with the median throughput', cores),
  ];
  const balance = balanceTable(group);
  return [
    `## Results${name}`,
    resultsTable(group, notes),
    resultsCaption(group),
    notesList(notes),
    section('Errors by kind, summed over trials:', errorsTable(group)),
    picture('metric'),
    picture('scaling'),
    section('### Limits', withCaption(limitsTable(group), limitsCaption(group))),
    section('### Scaling law', scalingLaw(group)),
    section('### Setups against each other', comparisonsTable(group)),
    section(
      '### Latency',
      blocks([
        picture('latency'),
        details('All percentiles, in milliseconds', latencyTable(group)),
      ]).trimEnd(),
    ),
    section('### CPU', blocks(cpu).trimEnd()),
    section(
      '### Balance over workers',
      withCaption(
        balance,
        'Fewest and most: of any worker in any trial; most / fewest: within the trial where it is highest; CV: median over trials.',
      ),
    ),
    picture('worker-shares'),
  ];
}

function overview(record: RunRecord): string {
  const { startedAt, finishedAt, node, host, plan, git } = record;
  const minutes = (Date.parse(finishedAt) - Date.parse(startedAt)) / 60_000;
  return [
    `${escaped(startedAt.slice(0, 16).replace('T', ' '))} UTC`,
    minutes >= 0 ? `${minutes < 1 ? 'under 1' : Math.round(minutes)} min` : '',
    git ? `commit ${code(git.commit.slice(0, 7))}` : '',
    `Node.js ${escaped(node.version)}`,
    counted(host.cores, 'core'),
    counted(plan.connections, 'connection'),
    `${trialsEach(record)} of ${plan.durationSeconds} s a setup`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function groupName({ scenario, app }: Group): string {
  return `${code(app)} under ${code(scenario)}`;
}

function image(chart: RunFigure | undefined): string {
  if (chart === undefined || chart.file === null) return '';
  return `![${escaped(chart.data.alt)}](${encodeURI(chart.file)})`;
}

/** A table that is empty has nothing to explain. */
function withCaption(body: string, caption: string): string {
  return body === '' ? '' : `${body}\n\n${caption}`;
}

/** A box on GitHub, a quotation elsewhere. */
function warning(sentences: readonly string[]): string {
  return sentences.length === 0 ? '' : ['> [!WARNING]', ...sentences.map((text) => `> - ${text}`)].join('\n');
}

/** The report of a run as a document: findings first, then what they rest on. A pure function of the record. */
import type { RunRecord } from '../../harness/records/run.ts';
import {
  type Block,
  callout,
  codeBlock,
  figure,
  heading,
  list,
  paragraph,
  section,
} from '../document/block.ts';
import { code, joined, listed, type Part, type Text, text } from '../document/inline.ts';
import type { UndrawnFigure } from '../figures/png-file.ts';
import { type RunFigure, runFigures } from '../figures/run/run-figures.ts';
import { runCaveats } from '../findings/caveats.ts';
import { groupFindings } from '../findings/findings.ts';
import { sessionCostFindings } from '../findings/session-costs.ts';
import { counted } from '../format.ts';
import { type Group, groupResults } from '../groups.ts';
import { measuringSeconds } from '../interruptions.ts';
import { failedTrials, skippedVariants } from '../sections/failures.ts';
import { gatesSection } from '../sections/gates.ts';
import { hostSection } from '../sections/host.ts';
import { howToRead } from '../sections/how-to-read.ts';
import { shellWord } from '../shell-word.ts';
import { trialsEach } from '../trial-counts.ts';
import { groupSections } from './group-sections.ts';

/** @param undrawn charts that could not be drawn, with the reasons */
export function runDocument(record: RunRecord, undrawn: readonly UndrawnFigure[] = []): Block[] {
  const groups = groupResults(record);
  const nameOf = nameAmong(groups);
  return [
    heading(1, runTitle(record)),
    ...paragraph(overview(record)),
    ...callout('warning', runCaveats(record, groups)),
    ...gatesSection(record.gates),
    heading(2, 'Findings'),
    ...findingsOf(groups),
    ...groups.flatMap((group) => groupSections(group, record, chartsOf(record, group), nameOf(group))),
    ...failedTrials(record),
    ...skippedVariants(record),
    ...section(2, 'Charts that could not be drawn', list(undrawn.map(undrawnText))),
    ...hostSection(record),
    ...section(2, 'Reproduce', reproduce(record)),
    ...howToRead(record),
  ];
}

/** The measurement in one line. */
export function runTitle({ plan }: RunRecord): Text {
  const apps = listed(plan.apps.map(({ name }) => code(name)));
  const [sent] = plan.scenarios.flatMap(({ title }) => title ?? []);
  return text`${apps}${sent === undefined ? '' : text`, ${code(sent)}`}: throughput, latency and CPU per variant`;
}

/** The findings of each group, under its name where there are several. */
export function findingsOf(groups: readonly Group[]): Block[] {
  const nameOf = nameAmong(groups);
  return [
    ...list(sessionCostFindings(groups)),
    ...groups.flatMap((group) => titled(nameOf(group), list(groupFindings(group)))),
    ...(groups.length === 0 ? paragraph('The plan has no variant that this host can run.') : []),
  ];
}

function nameAmong(groups: readonly Group[]): (group: Group) => Text | null {
  return (group) => (groups.length > 1 ? groupName(group) : null);
}

function chartsOf(record: RunRecord, group: Group): (kind: RunFigure['kind']) => Block[] {
  const all = runFigures(record, group);
  return (kind) => all.filter((one) => one.kind === kind).flatMap(({ data, file }) => figure(data, file));
}

function groupName({ title, app }: Group): Text {
  return text`${code(app)} under ${code(title)}`;
}

function titled(title: Part | null, blocks: readonly Block[]): readonly Block[] {
  return title === null ? blocks : section(3, title, blocks);
}

/** When, where and how large the run was, in one line. */
export function overview(record: RunRecord): Text {
  const { startedAt, node, host, plan, git } = record;
  const minutes = measuringSeconds(record) / 60;
  const facts: Part[] = [
    `${startedAt.slice(0, 16).replace('T', ' ')} UTC`,
    ...(minutes >= 0 ? [`${minutes < 1 ? 'less than 1' : Math.round(minutes)} min`] : []),
    ...(git ? [text`commit ${code(git.commit.slice(0, 7))}`] : []),
    `Node.js ${node.version}`,
    counted(host.cores, 'core'),
    `${counted(plan.connections, 'connection')}${plan.agents === null ? '' : ` from ${counted(plan.agents, 'agent')}`}`,
    `${trialsEach(record)} of ${plan.durationSeconds} s per variant`,
  ];
  return joined(facts, ' · ');
}

function undrawnText({ file, reason }: UndrawnFigure): Text {
  return text`${code(file)}: ${reason}`;
}

function reproduce({ command, seed, plan }: RunRecord): Block[] {
  const agents =
    plan.agents === null
      ? ''
      : text` Start the agents first, with the ${code('CLUSTER_BENCH_SECRET')} of this command (${code('docs/distributed.md')} of cluster-bench).`;
  return [
    ...codeBlock([['npx', 'cluster-bench', ...command].map(shellWord).join(' ')], 'sh'),
    ...paragraph(
      text`Seed ${code(String(seed))}. All figures come from ${code('run.json')} in this folder; ${code('npx cluster-bench report')} writes the report again.${agents}`,
    ),
  ];
}

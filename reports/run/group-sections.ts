import type { RunRecord } from '../../harness/records/run.ts';
import { type Block, section } from '../document/block.ts';
import { type Part, text } from '../document/inline.ts';
import type { RunFigure } from '../figures/run/run-figures.ts';
import type { Group } from '../groups.ts';
import { balanceSection } from '../sections/balance.ts';
import { comparisonsSection } from '../sections/comparisons.ts';
import { coresTable } from '../sections/cpu.ts';
import { cpuLimitsTable } from '../sections/cpu-limits.ts';
import { errorsTable } from '../sections/errors.ts';
import { eventsTable } from '../sections/events.ts';
import { heapTable } from '../sections/heap.ts';
import { hottestSection } from '../sections/hottest.ts';
import { iterationsTable } from '../sections/iterations.ts';
import { labelsSection } from '../sections/labels.ts';
import { latencyTable } from '../sections/latency.ts';
import { limitsSection } from '../sections/limits.ts';
import { loadHostsTable } from '../sections/load-hosts.ts';
import { lossesSection } from '../sections/losses.ts';
import { memoryTable } from '../sections/memory.ts';
import { resultsTable } from '../sections/results.ts';
import { resultsNotes } from '../sections/results-notes.ts';
import { scalingLaw } from '../sections/scaling-law.ts';
import { servicesTable } from '../sections/services.ts';
import { sessionsTable } from '../sections/sessions.ts';
import { socketsTable } from '../sections/sockets.ts';
import { stagesTable } from '../sections/stages.ts';
import { notesList, notesOf } from '../sections/warnings.ts';

/**
 * The results of one group, and what explains them.
 *
 * @param group its variants and their figures
 * @param run its warnings, those about cells among them, and its profiles
 * @param charts of the group, by kind
 * @param name of the group, where the run has several
 */
export function groupSections(
  group: Group,
  { warnings, profiles }: Pick<RunRecord, 'warnings' | 'profiles'>,
  charts: (kind: RunFigure['kind']) => Block[],
  name: Part | null,
): Block[] {
  const notes = notesOf(group, warnings);
  return [
    ...section(2, name === null ? 'Results' : text`Results: ${name}`, [
      ...resultsTable(group, notes),
      ...notesList(notes),
      ...resultsNotes(group),
      ...iterationsTable(group),
      ...errorsTable(group),
      ...stagesTable(group),
      ...charts('staged-load'),
      ...sessionsTable(group),
      ...socketsTable(group),
      ...labelsSection(group),
      ...eventsTable(group),
      ...servicesTable(group),
      ...loadHostsTable(group),
      ...charts('metric'),
      ...charts('scaling'),
    ]),
    ...lossesSection(group, charts('timeline')),
    ...limitsSection(group),
    ...scalingLaw(group),
    ...comparisonsSection(group),
    ...section(3, 'Latency', [...charts('latency'), ...charts('percentile-curves'), ...latencyTable(group)]),
    ...section(3, 'Over time', charts('over-time')),
    ...section(3, 'Memory', [...charts('memory'), ...memoryTable(group), ...heapTable(group)]),
    ...section(3, 'CPU', [
      ...cpuLimitsTable(group),
      ...charts('cpu-by-role'),
      ...charts('core-heat-map'),
      ...coresTable(group),
    ]),
    ...balanceSection(group),
    ...charts('worker-shares'),
    ...hottestSection(group, profiles),
  ];
}

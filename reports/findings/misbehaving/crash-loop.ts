import { code, joined, strong, type Text, text } from '../../document/inline.ts';
import type { Group } from '../../groups.ts';
import { detailOver, failedOver, reportsOf } from './reported.ts';

/** Forks and lost capacity while a worker exits after each start, and how long its manager then takes. */
export function crashLoopFindings(group: Group): Text[] {
  const loops = reportsOf(group, 'forksPerSecond').map(
    ({ result, reports }) =>
      text`${code(result.cell.variant)} ${detailOver(reports, 'forksPerSecond', 1)} forks per second (crashes: ${detailOver(reports, 'crashes', 0)}), full capacity ${detailOver(reports, 'fullCapacityAfterSeconds')} s after its cause was gone, ${failedOver(reports)} requests failed`,
  );
  return loops.length === 0
    ? []
    : [
        text`${strong('A worker exited after each start')}, for a third of the window: ${joined(loops, '; ')}.`,
      ];
}

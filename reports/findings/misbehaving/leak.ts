import { code, joined, strong, type Text, text } from '../../document/inline.ts';
import type { Group } from '../../groups.ts';
import { detailOver, failedOver, reportsOf } from './reported.ts';

/** How long a leak lasts until a manager replaces the worker, and what the replacement costs. */
export function leakFindings(group: Group): Text[] {
  const leaks = reportsOf(group, 'leakingPid').map(
    ({ result, reports }) =>
      text`${code(result.cell.variant)} after ${detailOver(reports, 'seconds', 1)} s, ${failedOver(reports)} requests failed`,
  );
  return leaks.length === 0
    ? []
    : [
        text`${strong('The manager replaced the worker that leaks')} beyond its memory limit: ${joined(leaks, '; ')}.`,
      ];
}

import { code, joined, strong, type Text, text } from '../../document/inline.ts';
import { between, fixed } from '../../format.ts';
import type { Group } from '../../groups.ts';
import { detailOver, failedOver, type Reported, reportsOf } from './reported.ts';

/** The cost of a worker whose event loop never returns, with and without a manager that notices. */
export function hangFindings(group: Group): Text[] {
  const hangs = reportsOf(group, 'hungPid').map(({ result, reports }) => {
    const replaced = reports.filter(({ event }) => 'newPid' in event.detail);
    const outcome =
      replaced.length === 0
        ? text`never replaced it, ${failedOver(reports)} requests failed and ${unfinishedOver(reports)} hung at the window’s end`
        : text`replaced it after ${detailOver(replaced, 'seconds')} s, ${failedOver(replaced)} requests failed`;
    return text`${code(result.cell.variant)} ${outcome}`;
  });
  return hangs.length === 0
    ? []
    : [
        text`${strong('The event loop of worker 0 stopped')}: ${joined(hangs, '; ')}. A worker that hangs does not exit, so only a watchdog finds it (${code('--set watchdog=5s')}).`,
      ];
}

/** Requests in flight beyond those at the window’s start. */
function unfinishedOver(reports: readonly Reported[]): string {
  return between(
    reports.map(({ trial: { load } }) => Math.max(0, load.unfinished - load.inFlightAtStart)),
    (value) => fixed(value, 0),
  );
}

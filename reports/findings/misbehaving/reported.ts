/** The figures that events report after they made a process misbehave. */
import type { HappenedEvent, OkTrial } from '../../../harness/records/run.ts';
import { type CellResult, errorTotal } from '../../cell-result.ts';
import { between, fixed } from '../../format.ts';
import type { Group } from '../../groups.ts';

export interface Reported {
  readonly trial: OkTrial;
  readonly event: HappenedEvent;
}

/** reportsOf returns the events whose details have a key, by result. A result without any is left out. */
export function reportsOf(
  { results }: Pick<Group, 'results'>,
  key: string,
): { readonly result: CellResult; readonly reports: readonly [Reported, ...Reported[]] }[] {
  return results.flatMap((result) => {
    const [first, ...others] = result.ok.flatMap((trial) =>
      trial.events.filter(({ detail }) => key in detail).map((event) => ({ trial, event })),
    );
    return first === undefined ? [] : [{ result, reports: [first, ...others] as const }];
  });
}

/** numberOf returns a number of an event's details; not a number if they have none. */
export function numberOf({ event: { detail } }: Reported, key: string): number {
  return Number(detail[key]);
}

/** A detail over trials: `0.86`, or `0.86 to 0.91`. */
export function detailOver(reports: readonly Reported[], key: string, decimals: 0 | 1 | 2 = 2): string {
  return between(
    reports.map((report) => numberOf(report, key)),
    (value) => fixed(value, decimals),
  );
}

/** Failed requests of each trial: `12`, or `9 to 14`. */
export function failedOver(reports: readonly Reported[]): string {
  return between(
    reports.map(({ trial }) => errorTotal(trial.load.errors)),
    (value) => fixed(value, 0),
  );
}

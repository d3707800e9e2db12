/** The cost of all events of one name, over all trials of a variant. */
import type { EventCost, HappenedEvent, LostRequests, OkTrial } from '../harness/records/run.ts';
import { sum } from '../harness/stats/summary.ts';
import type { CellResult } from './cell-result.ts';

interface Happened {
  readonly trial: OkTrial;
  readonly event: HappenedEvent;
  readonly cost: EventCost;
}

export interface EventLosses extends Pick<CellResult, 'cell' | 'ok'> {
  readonly name: string;
  /** Each event, trial by trial. */
  readonly happened: readonly Happened[];
  /** Events that lost at least one request. */
  readonly losing: number;
}

/** eventLosses has a row for each name of an event. Empty where requests carried no numbers. */
export function eventLosses({ cell, ok }: CellResult): EventLosses[] {
  const all = ok.flatMap((trial) =>
    trial.events.flatMap((event) => (event.cost === null ? [] : [{ trial, event, cost: event.cost }])),
  );
  const names = [...new Set(all.map(({ event }) => event.name))];
  return names.map((name) => {
    const happened = all.filter(({ event }) => event.name === name);
    const losing = happened.filter(({ cost }) => lostIn(cost.lost) > 0).length;
    return { cell, ok, name, happened, losing };
  });
}

/** Lost requests of every class. */
export function lostIn(lost: LostRequests): number {
  return sum(Object.values(lost));
}

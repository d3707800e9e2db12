/** Sentences about the requests that each event lost. */
import { highestShare } from '../../harness/stats/clopper-pearson.ts';
import { sum } from '../../harness/stats/summary.ts';
import { code, strong, type Text, text } from '../document/inline.ts';
import { type EventLosses, eventLosses, lostIn } from '../event-losses.ts';
import { between, counted, figure, fixed, percent } from '../format.ts';
import type { Group } from '../groups.ts';
import { offeredUnit } from '../offered.ts';

const MOST_SENTENCES = 8;

/** A sentence for each event of each variant, those that lost most first. */
export function lossFindings({ results }: Group): Text[] {
  const rows = results
    .flatMap(eventLosses)
    .toSorted((one, other) => totalOf(other) - totalOf(one))
    .map(sentence);
  const left = rows.length - MOST_SENTENCES;
  return left <= 0
    ? rows
    : [...rows.slice(0, MOST_SENTENCES), text`The table of lost requests has ${counted(left, 'more row')}.`];
}

function totalOf({ happened }: EventLosses): number {
  return sum(happened.map(({ cost }) => lostIn(cost.lost)));
}

function sentence(row: EventLosses): Text {
  const { cell, name, happened, losing } = row;
  const concerned = fixed(sum(happened.map(({ cost }) => cost.requests)), 0);
  const of = text`${fixed(happened.length, 0)} ${code(name)} ${happened.length === 1 ? 'event' : 'events'} of ${code(cell.variant)}${rateOf(row)}`;
  const unavailable = sum(happened.map(({ cost }) => cost.unavailable));
  const refused = unavailable === 0 ? '' : `; ${counted(unavailable, 'more request')} found it unavailable`;
  if (losing === 0) {
    const bound = percent(highestShare(0, happened.length), 0);
    return text`${of} lost none of the ${concerned} requests in flight or sent meanwhile${refused}. The chance that an event loses some may still be ${bound}.`;
  }
  const lost = happened.map(({ cost }) => lostIn(cost.lost));
  const each = happened.length === 1 ? figure(lost[0] ?? 0) : `${between(lost, count)} each`;
  return text`${strong(of, ` lost ${each}`)} of the ${concerned} requests in flight or sent meanwhile${reached(row)}${refused}.`;
}

/** How far the lost requests came: `, of which 9 were begun and 3 finished`. */
function reached({ happened }: EventLosses): string {
  const begun = sum(happened.map(({ cost }) => cost.lost.begun));
  const finished = sum(happened.map(({ cost }) => cost.lost.finished));
  const unknown = sum(happened.map(({ cost }) => cost.lost.unknown));
  const parts = [
    ...(begun > 0 ? [`${count(begun)} were begun`] : []),
    ...(finished > 0 ? [`${count(finished)} were finished`] : []),
    ...(unknown > 0 ? [`${count(unknown)} may have been`] : []),
  ];
  return parts.length === 0 ? ', and a worker began none of these' : `; ${parts.join(' and ')}`;
}

function rateOf({ happened }: EventLosses): string {
  const loads = happened.map(({ trial }) => trial.load);
  const rates = loads.flatMap(({ offeredRate }) => offeredRate ?? []);
  return rates.length === 0 ? '' : ` at ${between(rates, figure)} ${offeredUnit(loads).longUnit}`;
}

function count(value: number): string {
  return fixed(value, 0);
}

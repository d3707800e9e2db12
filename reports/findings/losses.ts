/** Sentences about the requests that events lost: one for each kind of event, over all variants. */
import { highestShare } from '../../harness/stats/clopper-pearson.ts';
import { sum } from '../../harness/stats/summary.ts';
import { joined, listed, type Part, strong, type Text, text } from '../document/inline.ts';
import { type EventLosses, eventLosses, lostIn } from '../event-losses.ts';
import { between, counted, figure, fixed, percent, listed as words } from '../format.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import { offeredUnit } from '../offered.ts';
import { named } from './naming.ts';

const MOST_LOSING = 6;

/** For each kind of event, in the order of the plan: the variants that lost nothing, and those that lost requests. */
export function lossFindings({ results }: Group): Text[] {
  const kinds = groupedBy(results.flatMap(eventLosses), ({ name }) => name);
  return [...kinds.values()].flatMap((rows) => [
    ...sparing(rows.filter(({ losing }) => losing === 0)),
    ...costing(rows.filter(({ losing }) => losing > 0)),
  ]);
}

/** Variants that lost nothing, those with as many events together, with the claim that this supports. */
function sparing(rows: readonly EventLosses[]): Text[] {
  if (rows.length === 0) return [];
  const alike = [...groupedBy(rows, ({ happened }) => String(happened.length)).values()];
  const clauses = alike.map((members, at) => {
    const verb = at === 0 ? ` lost none of the ${concerned(members)}` : ` none of ${requests(members)}`;
    return text`${subject(members, at === 0)}${verb}${besides(members)}`;
  });
  const bounds = alike.map((members) => bound(eventsIn(members), alike.length > 1));
  return [
    text`${listed(clauses)}. The chance that the next one loses some may still be ${listed(bounds)} (one-sided 95%).`,
  ];
}

/** Variants that lost requests, the one that lost most first. */
function costing(rows: readonly EventLosses[]): Text[] {
  if (rows.length === 0) return [];
  const order = rows.toSorted((one, other) => lostEach(other) - lostEach(one));
  const clauses = order.slice(0, MOST_LOSING).map((row, at) => {
    const lost = row.happened.map(({ cost }) => lostIn(cost.lost));
    const noun = at === 0 ? ' requests' : '';
    const fact =
      lost.length === 1
        ? text`${strong(subject([row], at === 0), ` lost ${count(sum(lost))}`)}`
        : text`${strong(subject([row], at === 0), ` lost ${between(lost, count)}${noun} each`)}, ${count(sum(lost))}`;
    const of = at === 0 ? `the ${concerned([row])}` : requests([row]);
    return text`${fact} of ${of}: ${reached(row)}${besides([row])}`;
  });
  const left = order.length - MOST_LOSING;
  const rest = left > 0 ? `; the table of lost requests has ${counted(left, 'more variant')}` : '';
  return [text`${joined(clauses, '; ')}${rest}.`];
}

/** `3 rolling restarts of X at 200 requests per second`; or `3 of X`, once that was said. */
function subject(rows: readonly EventLosses[], isFirst: boolean): Part {
  const events = eventsIn(rows);
  const of = rows.length > 1 ? 'each of' : 'of';
  if (!isFirst) return text`${count(events)} ${of} ${named(rows)}`;
  return text`${counted(events, rows[0]?.happened[0]?.event.noun ?? '')} ${of} ${named(rows)}${rateOf(rows)}`;
}

/** Events of each of the variants, which have as many. */
function eventsIn([first]: readonly EventLosses[]): number {
  return first?.happened.length ?? 0;
}

function concerned(rows: readonly EventLosses[]): string {
  return `${counted(
    sumOver(rows, ({ cost }) => cost.requests),
    'request',
  )} in flight or sent meanwhile`;
}

function requests(rows: readonly EventLosses[]): string {
  return count(sumOver(rows, ({ cost }) => cost.requests));
}

/** How far the lost requests came. */
function reached(row: EventLosses): string {
  const of = (key: 'neverReached' | 'begun' | 'finished' | 'unknown') =>
    sumOver([row], ({ cost }) => cost.lost[key]);
  return words([
    ...part(of('neverReached'), 'never reached a worker'),
    ...part(of('begun'), 'were begun'),
    ...part(of('finished'), 'were finished'),
    ...part(of('unknown'), 'may have been begun'),
  ]);
}

/** Other effects on requests and on the target. */
function besides(rows: readonly EventLosses[]): string {
  const of = (read: Parameters<typeof sumOver>[1]) => sumOver(rows, read);
  const unavailable = of(({ cost }) => cost.unavailable);
  const isGone = unavailable === 0 && of(({ cost }) => Number(hasNotRecovered(cost))) > 0;
  const facts = [
    ...part(
      of(({ cost }) => cost.wrong),
      'got a wrong response',
    ),
    ...part(
      of(({ cost }) => cost.executedTwice),
      'were executed twice',
    ),
    ...part(unavailable, 'were refused, since the target had been told to stop'),
    ...(isGone ? ['throughput did not come back'] : []),
  ];
  return facts.length === 0 ? '' : ` (${facts.join('; ')})`;
}

function hasNotRecovered({ throughputBefore, recoverySeconds }: EventLosses['happened'][number]['cost']) {
  return throughputBefore !== null && recoverySeconds === null;
}

/** The highest chance of a loss that so many events without one leave possible: `63% after 3 events`. */
function bound(events: number, isOneOfSeveral: boolean): string {
  const share = percent(highestShare(0, events), 0);
  return isOneOfSeveral ? `${share} after ${counted(events, 'event')}` : share;
}

function rateOf(rows: readonly EventLosses[]): string {
  const loads = rows.flatMap(({ happened }) => happened.map(({ trial }) => trial.load));
  const rates = loads.flatMap(({ offeredRate }) => offeredRate ?? []);
  return rates.length === 0 ? '' : ` at ${between(rates, figure)} ${offeredUnit(loads).longUnit}`;
}

function lostEach(row: EventLosses): number {
  return sumOver([row], ({ cost }) => lostIn(cost.lost)) / row.happened.length;
}

function sumOver(
  rows: readonly EventLosses[],
  read: (one: EventLosses['happened'][number]) => number,
): number {
  return sum(rows.flatMap(({ happened }) => happened.map(read)));
}

function part(number: number, does: string): string[] {
  return number === 0 ? [] : [`${count(number)} ${number === 1 ? does.replace(/^were/, 'was') : does}`];
}

function count(value: number): string {
  return fixed(value, 0);
}

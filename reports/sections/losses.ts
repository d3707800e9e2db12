/** The cost of each event: lost requests by how far they came, and the target's recovery. */
import type { EventCost, HappenedEvent, Phase } from '../../harness/records/run.ts';
import { highestShare } from '../../harness/stats/clopper-pearson.ts';
import { mean, sum } from '../../harness/stats/summary.ts';
import { type Block, list, section } from '../document/block.ts';
import { code, strong, type Text, text } from '../document/inline.ts';
import { type Column, nameColumn, table } from '../document/table.ts';
import { type EventLosses, eventLosses, lostIn } from '../event-losses.ts';
import { between, figure, fixed, percent } from '../format.ts';
import type { Group } from '../groups.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

/** Empty where requests carried no numbers. */
export function lossesSection({ results }: Group, chart: readonly Block[]): Block[] {
  const rows = results.flatMap(eventLosses);
  if (rows.length === 0) return [];
  return section(3, 'Lost requests', [
    ...table(LOST, rows),
    ...list([
      text`Sums over events. ${strong('Requests')} were in flight when the event began, or sent before it was over. An event that ${strong('lasts')}, such as a crash after which nothing replaces the worker, is over at the window’s end. ${strong('Lost')} is the sum of the four columns after it.`,
      text`${strong('Never reached')} a worker: sending it again is safe. ${strong('Begun')}: a worker may have executed it. ${strong('Finished')}: a worker did, and the response was lost. ${strong('Unknown')}: some process of the app takes no notes.`,
      text`Not lost: ${strong('unavailable')}, refused by a target that had been told to stop; ${strong('wrong response')}; ${strong('executed twice')}, whatever the outcome, as when a proxy tries again.`,
      text`${strong('At most')}: the highest chance that an event loses some, exact (Clopper-Pearson, one-sided 95%). It counts events, not requests, since the losses of an event are not independent.`,
      ...rows.flatMap(mayRunTwice),
    ]),
    ...chart,
    ...table(RECOVERY, rows),
    ...list([
      text`${strong('Recovery')}: from the start of the event until a second has at least 95% of the throughput before, apart from noise; 0 if no second had less. ${strong('Silence')}: time without any correct response.`,
    ]),
  ]);
}

const LOST: readonly Column<EventLosses>[] = [
  variantColumn,
  nameColumn('event', ({ name }) => code(name)),
  count('requests', ({ requests }) => requests),
  count('lost', ({ lost }) => lostIn(lost)),
  count('never reached', ({ lost }) => lost.neverReached),
  count('begun', ({ lost }) => lost.begun),
  count('finished', ({ lost }) => lost.finished),
  count('unknown', ({ lost }) => lost.unknown),
  count('unavailable', ({ unavailable }) => unavailable),
  count('wrong response', ({ wrong }) => wrong),
  count('executed twice', ({ executedTwice }) => executedTwice),
  {
    title: 'events that lost some',
    align: 'right',
    cell: ({ losing, happened: { length } }) =>
      losing === length
        ? `${losing} of ${length}`
        : `${losing} of ${length} (chance at most ${percent(highestShare(losing, length), 0)})`,
    value: ({ losing }) => losing,
  },
];

/** A sum over events. */
function count(title: string, read: (cost: EventCost) => number): Column<EventLosses> {
  return numberColumn(
    title,
    ({ happened }) => sum(happened.map(({ cost }) => read(cost))),
    (total) => fixed(total, 0),
  );
}

const RECOVERY: readonly Column<EventLosses>[] = [
  variantColumn,
  nameColumn('event', ({ name }) => code(name)),
  {
    title: 'took (s)',
    align: 'right',
    cell: ({ happened }) => durations(happened.map(({ event }) => event)),
    value: ({ happened }) => Math.max(...happened.map(({ event }) => durationOf(event) ?? Number.MAX_VALUE)),
  },
  range('in flight at its start', ({ cost }) => cost.inFlightAtStart, 0),
  {
    title: 'recovery (s)',
    align: 'right',
    cell: ({ happened }) => recoveries(happened.map(({ cost }) => cost)),
    value: ({ happened }) => Math.max(0, ...happened.map(({ cost }) => cost.recoverySeconds ?? 0)),
  },
  range('req/s before', ({ cost }) => cost.throughputBefore, 0),
  range('lowest second (req/s)', ({ cost }) => cost.deepestSecond?.throughput ?? null, 0),
  range('longest silence (s)', ({ cost }) => cost.longestSilenceSeconds),
  p99('p99 before (ms)', () => 'before'),
  p99('during (ms)', (event) => `during ${event}`),
  p99('after (ms)', (event) => `after ${event}`),
  range('workers started', ({ cost }) => cost.forks, 0),
  range('fewest workers alive', ({ cost }) => cost.leastWorkers, 0),
];

/** Lowest and highest over events; a dash where none has a figure. */
function range(
  title: string,
  read: (one: EventLosses['happened'][number]) => number | null,
  decimals: 0 | 2 = 2,
): Column<EventLosses> {
  const known = ({ happened }: EventLosses) => happened.flatMap((one) => read(one) ?? []);
  return {
    title,
    align: 'right',
    cell: (row) => (known(row).length === 0 ? '–' : between(known(row), (value) => fixed(value, decimals))),
    value: (row) => known(row)[0] ?? null,
  };
}

function durationOf({ atSeconds, endedSeconds }: HappenedEvent): number | null {
  return endedSeconds === null ? null : endedSeconds - atSeconds;
}

function durations(events: readonly HappenedEvent[]): string {
  const known = events.flatMap((event) => durationOf(event) ?? []);
  const lasting = events.filter(({ isLasting }) => isLasting).length;
  const open = events.length - known.length - lasting;
  return [
    ...(known.length > 0 ? [between(known, (seconds) => fixed(seconds, 2))] : []),
    ...(lasting > 0 ? ['lasts'] : []),
    ...(open > 0 ? [`not over in ${fixed(open, 0)} of ${fixed(events.length, 0)}`] : []),
  ].join(', ');
}

/** Recovery over events: `0.5 to 1.2`, `never in 1 of 3`; a dash where it is unknown. */
export function recoveries(costs: readonly EventCost[]): string {
  const known = costs.filter(({ throughputBefore }) => throughputBefore !== null);
  const back = known.flatMap(({ recoverySeconds }) => recoverySeconds ?? []);
  const never = known.length - back.length;
  const parts = [
    ...(back.length > 0 ? [between(back, (seconds) => fixed(seconds, 1))] : []),
    ...(never > 0 ? [`never in ${fixed(never, 0)} of ${fixed(known.length, 0)}`] : []),
  ];
  return parts.length === 0 ? '–' : parts.join(', ');
}

/** Mean over trials of the p99 in one phase. */
function p99(title: string, phaseOf: (event: string) => string): Column<EventLosses> {
  const read = ({ ok, name }: EventLosses) => {
    const phases = ok.flatMap(({ phases }) => phases.filter((phase: Phase) => phase.name === phaseOf(name)));
    const known = phases.flatMap(({ p99Ms }) => p99Ms ?? []);
    return known.length === 0 ? null : mean(known);
  };
  return numberColumn(title, read, figure);
}

/** Lost requests that a retry may do twice, by name. */
function mayRunTwice({ cell, name, happened }: EventLosses): Text[] {
  const all = happened.flatMap(({ cost }) => cost.mayRunTwice);
  const requests = [...new Set(all.map(({ request }) => request))];
  return requests.map((request) => {
    const total = sum(all.filter((one) => one.request === request).map(({ count }) => count));
    return text`A retry may execute ${fixed(total, 0)} × ${code(request)} twice: ${code(cell.variant)} lost them in ${code(name)} after a worker had begun them.`;
  });
}

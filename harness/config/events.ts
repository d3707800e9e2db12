/** `--event 'deploy at 5s'`: window events in addition to those of the scenario. */
import { type PlannedEvent, type WindowEvent, windowEvents } from '../../scenarios/events/index.ts';
import type { Scenario } from '../../scenarios/index.ts';
import { type ControlName, LACKS, misbehavioursOf } from '../../targets/controls.ts';
import { memberNamed } from '../../targets/member.ts';
import { topologies } from '../../targets/topologies/index.ts';
import { DAY_SECONDS } from './options/ranges.ts';
import { UsageError } from './usage-error.ts';
import type { Given } from './values.ts';
import { numberIn, oneOf } from './values.ts';

/** A window event of a cell. */
export interface CellEvent {
  readonly event: WindowEvent;
  /** Seconds after the start of the window. */
  readonly atSeconds: number;
}

/**
 * Parses `deploy at 5s`.
 * @throws {UsageError}
 */
export function parseEvent(text: string, known: readonly string[], given: Given): PlannedEvent {
  const [, name = '', when = ''] = /^(\S+)\s+at\s+(\S+)$/.exec(text.trim()) ?? [];
  if (name === '') {
    throw new UsageError(
      `${given.origin} takes an event and its time in the window, such as "${known[0]} at 5s", not "${text}"`,
    );
  }
  const range = { min: 0, max: DAY_SECONDS, whole: false, unit: 's' } as const;
  return {
    event: oneOf(name, known, given.origin),
    atSeconds: numberIn(when, range, `${given.origin} ${name} at`),
  };
}

/** The events of a scenario and those that the user adds, ordered by time. */
export function plannedEvents(
  { events = [] }: Pick<Scenario, 'events'>,
  {
    events: added,
    durationSeconds,
  }: { readonly events: readonly PlannedEvent[]; readonly durationSeconds: number },
): PlannedEvent[] {
  const own = events.map((one) =>
    'atShare' in one ? { event: one.event, atSeconds: one.atShare * durationSeconds } : one,
  );
  return [...own, ...added].toSorted((one, other) => one.atSeconds - other.atSeconds);
}

/** Resolves planned events to the members of the list. */
export function cellEvents(planned: readonly PlannedEvent[]): CellEvent[] {
  return planned.map(({ event, atSeconds }) => ({ event: memberNamed(windowEvents, event), atSeconds }));
}

/** expectedFailures are those of a scenario and of the events in its window, each once. */
export function expectedFailures(
  { expectedFailures: own = [] }: Pick<Scenario, 'expectedFailures'>,
  events: readonly Pick<CellEvent, 'event'>[],
): string[] {
  return [...new Set([...own, ...events.flatMap(({ event }) => event.expectedFailures ?? [])])];
}

/** @throws {UsageError} at an event after the end of the window */
export function refuseLateEvents(
  scenarios: readonly Scenario[],
  added: readonly PlannedEvent[],
  durationSeconds: number,
  origin: { readonly event: string; readonly duration: string },
): void {
  for (const scenario of scenarios) {
    const all = plannedEvents(scenario, { events: added, durationSeconds });
    const late = all.find(({ atSeconds }) => atSeconds >= durationSeconds);
    if (!late) continue;
    const whose = !added.includes(late) ? `scenario ${scenario.name}` : origin.event;
    throw new UsageError(
      `${whose} has ${late.event} at ${late.atSeconds} s, but ${origin.duration} of ${durationSeconds} s ends before that; lengthen the window`,
    );
  }
}

/** The topology and the proxy of a cell, as events need them. */
interface EventTarget {
  readonly name: string;
  readonly controls: readonly ControlName[];
  /** Why a control that it declares cannot be used, with the fix; null if it can. */
  readonly obstacle: (control: ControlName) => string | null;
}

/** controlMissing returns why a target cannot run an event, and which topologies can; null if it can. */
export function controlMissing({ name, needs }: WindowEvent, target: EventTarget): string | null {
  const lacking = needs.find((control) => !target.controls.includes(control));
  if (lacking !== undefined) return `${name} cannot run: ${target.name} ${LACKS[lacking]}${advice(needs)}`;
  const reason = needs.map(target.obstacle).find((obstacle) => obstacle !== null);
  return reason === undefined ? null : `${name} cannot run: ${reason}`;
}

/** `; use cluster or pm2`. Empty if no topology alone has the controls. A single process survives no event. */
function advice(needs: readonly ControlName[]): string {
  const able = topologies.filter((topology) => {
    if (topology.isReference) return false;
    const controls: readonly ControlName[] = [...topology.controls, ...misbehavioursOf(topology)];
    return needs.every((control) => controls.includes(control));
  });
  const names = able.map(({ name, needsProxy }) => (needsProxy ? `${name} behind a proxy` : name));
  return names.length === 0
    ? ''
    : `; use ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names)}`;
}

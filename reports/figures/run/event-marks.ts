/** Events of a trial's window, marked on its charts over time. */
import type { OkTrial } from '../../../harness/records/run.ts';
import { clipped } from '../../clipped.ts';
import { figure } from '../../format.ts';
import type { Rule, Span } from '../figure.ts';

const LONGEST_NAME = 30;

/** A line with the event's name where each event starts. */
export function eventRules({ events }: OkTrial, choice: string): Rule[] {
  return events.map((event) => ({
    ...{ at: event.atSeconds, axis: 'x', tone: 'alarm', choice },
    label: clipped(event.name, LONGEST_NAME),
    about: timesOf(event),
  }));
}

function timesOf({ atSeconds, endedSeconds }: OkTrial['events'][number]): string {
  const end = endedSeconds === null ? 'did not end in the window' : `ended at ${figure(endedSeconds)} s`;
  return `started at ${figure(atSeconds)} s, ${end}`;
}

/** The time that each event took. One that had not ended by the window's end lasts until there. */
export function eventSpans({ events, load: { windowSeconds } }: OkTrial, choice: string): Span[] {
  return events.map(({ atSeconds, endedSeconds }) => ({
    ...{ from: atSeconds, label: null, tone: 'alarm', choice },
    to: Math.min(endedSeconds ?? windowSeconds, windowSeconds),
  }));
}

/** Sentences that relate the figures to each other. A sentence is left out if one of its figures is missing. */

import type { Figure, FigureId } from '../../harness/records/micro.ts';
import { figure, percent, ratio } from '../format.ts';

export function microFindings(figures: readonly Figure[]): string[] {
  const apps = figures.flatMap(({ id, app }) => (id === 'served' && app !== null ? [app] : []));
  return [
    ...apps.map((app) => requestFinding(figures, app)),
    passingFinding(figures, apps[0]),
    gcFinding(figures),
  ].filter((sentence) => sentence !== null);
}

/** The app's own CPU time: that of an injected request minus the injection. Unknown if noise exceeds it. */
function requestFinding(figures: readonly Figure[], app: string): string | null {
  const served = medianUs(figures, 'served', app);
  const json = medianUs(figures, 'json-stringify');
  if (served === null || json === null) return null;
  const own = difference(medianUs(figures, 'injected', app), medianUs(figures, 'injection'));
  const part = (us: number) => `${figure(us)} µs (${percent(us / served, 0)})`;
  const whole = `A request over a kept connection costs ${figure(served)} µs in ${app}`;
  return own === null
    ? `${whole}: JSON.stringify takes ${part(json)}.`
    : `${whole}: the app’s own code takes ${part(own)}, with ${part(json)} for JSON.stringify; the rest goes to HTTP, the kernel and garbage collection.`;
}

function passingFinding(figures: readonly Figure[], app: string | undefined): string | null {
  const extra = difference(medianUs(figures, 'connection-passed'), medianUs(figures, 'connection-accepted'));
  if (extra === null) return null;
  const served = app === undefined ? null : medianUs(figures, 'served', app);
  const requests = served === null ? '' : ` (${ratio(extra / served)} requests in ${app})`;
  return `A connection that the primary passes to a worker costs ${figure(extra)} µs more than one that the worker accepts itself${requests}, once per connection.`;
}

/** CPU time per second of run time; the figures of a window are counted as if it lasted a second, the shortest. */
function gcFinding(figures: readonly Figure[]): string | null {
  const each = medianUs(figures, 'gc-entry');
  const interval = figures.find(({ id }) => id === 'gc-interval');
  const window = medianUs(figures, 'gc-window');
  if (each === null || window === null || interval === undefined) return null;
  const collections = 1e6 / interval.medianUs;
  return `Heap and GC figures cost a worker of ${interval.app} that is always busy ${figure(collections * each + window)} µs of CPU per second, or less: ${figure(collections)} collections whose entries take ${figure(each)} µs each, and ${figure(window)} µs for each window.`;
}

function medianUs(figures: readonly Figure[], id: FigureId, app: string | null = null): number | null {
  return figures.find((candidate) => candidate.id === id && candidate.app === app)?.medianUs ?? null;
}

/** null if either is missing, or the difference is not positive. */
function difference(whole: number | null, part: number | null): number | null {
  return whole !== null && part !== null && whole > part ? whole - part : null;
}

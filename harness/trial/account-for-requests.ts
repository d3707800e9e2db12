/** Accounts for the requests of a trial with events, from what its processes left in the trial's folder. */
import type { ResolvedCell } from '../config/resolved-run.ts';
import { accountFor } from '../judge/accounts/accounts.ts';
import { readLog } from '../load/numbered/log-file.ts';
import { numbersRequests } from '../load/numbered/numbers-requests.ts';
import type { WorkerChange } from '../observe/alive-workers.ts';
import { NOTES_FOLDER, readNotes } from '../observe/request-notes.ts';
import type { HappenedEvent, OkTrial } from '../records/run.ts';

type Numbered = Pick<ResolvedCell, 'events' | 'user'>;

/** notesEnvironment makes the workers of a cell with events take notes. */
export function notesEnvironment(
  { user, events }: Numbered,
  folder: string,
): Readonly<Record<string, string>> {
  return numbersRequests(user, events) ? { [NOTES_FOLDER]: folder } : {};
}

interface Left {
  readonly folder: string;
  readonly loadProcesses: number;
  readonly window: { readonly fromMs: number; readonly toMs: number };
  readonly happened: readonly HappenedEvent[];
  readonly workers: readonly WorkerChange[];
}

/** accountForRequests is called once the load and the target have ended, so that every note is written. */
export function accountForRequests(
  cell: Numbered,
  { folder, loadProcesses, window, happened, workers }: Left,
): Pick<OkTrial, 'accounts' | 'events' | 'phases'> {
  // Messages carry no numbers: what their connections report tells what an event cost.
  if (!numbersRequests(cell.user, cell.events)) return { accounts: null, events: [...happened], phases: [] };
  const isKnown = workers.some(({ atMs, alive }) => atMs < window.fromMs && alive > 0);
  return accountFor({
    window,
    logs: Array.from({ length: loadProcesses }, (_, process) => readLog(folder, process)),
    notes: readNotes(folder),
    workers: isKnown ? workers : null,
    events: happened.map((event) => ({ ...event, endsTarget: endsTarget(cell, event) })),
  });
}

function endsTarget({ events }: Pick<Numbered, 'events'>, { name }: HappenedEvent): boolean {
  return events.some(({ event }) => event.name === name && event.endsTarget === true);
}

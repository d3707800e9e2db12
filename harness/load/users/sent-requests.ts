/** SentRequests says what a run sends on top of a scenario, or in its place. Plain data: load processes receive it. */
import { NO_CHANGES, type RequestChanges } from '../../../scenarios/request-changes.ts';
import type { UserRows } from '../../../scenarios/user.ts';

export interface SentRequests {
  /** Changes to the scenario's request; lists and scripts take only the headers. */
  readonly changes: RequestChanges;
  /** Requests in place of the scenario's; null to keep it. */
  readonly requests: RequestList | null;
  /** Rows for templates and scripts; null without a data file. */
  readonly rows: UserRows | null;
}

export interface RequestList {
  /** Name of its file, for messages and records. */
  readonly name: string;
  /** An iteration is one of them, chosen by weight, or all of them in order. */
  readonly iteration: 'one-by-weight' | 'all-in-order';
  readonly requests: readonly ListedRequest[];
}

export interface ListedRequest extends RequestChanges {
  readonly label: string | null;
  readonly weight: number;
}

/** The scenario's own requests, unchanged. */
export const NOTHING_SENT: SentRequests = { changes: NO_CHANGES, requests: null, rows: null };

/** rowsOfShare returns the rows of one load process; no two processes have the same row. */
export function rowsOfShare(
  data: UserRows | null,
  { index, processes }: { readonly index: number; readonly processes: number },
): UserRows | null {
  if (data === null) return null;
  return { ...data, rows: data.rows.filter((_, row) => row % processes === index) };
}

/** partsOf returns every part of what is sent: the changes, and each request of the list. */
export function partsOf({ changes, requests }: SentRequests): readonly RequestChanges[] {
  return [changes, ...(requests?.requests ?? [])];
}

/** The virtual user that sends a list of requests: one of them in each iteration, or all of them in order. */

import { type Request, request } from '../../../scenarios/request.ts';
import { changed, NO_CHANGES, type RequestChanges } from '../../../scenarios/request-changes.ts';
import type { Row, ScriptedUser } from '../../../scenarios/user.ts';
import type { ListedRequest, RequestList, SentRequests } from './sent-requests.ts';
import { requestTemplate } from './templates.ts';

/** Requests of an entry. */
interface Sent {
  /** Makes the request of an iteration with its row. */
  readonly make: (row: Row) => Request;
  readonly needsRow: boolean;
}

interface Entry extends Sent {
  readonly weight: number;
}

/** listUser returns the user of a list. The headers of the run are added to each request. */
export function listUser(list: RequestList, { changes, rows }: SentRequests): ScriptedUser {
  const sentBy = (one: SentEntry): Sent => {
    const made = listedRequest(one, changes);
    const template = rows && requestTemplate(made, rows.columns);
    if (template === null) return { make: () => made, needsRow: false };
    return { make: (row) => template.fill(row), needsRow: true };
  };
  // Equal entries share one request, since sending the same request again costs nothing more.
  const known = new Map<string, Sent>();
  const entries = list.requests.map(({ weight, ...one }): Entry => {
    const key = JSON.stringify(one);
    const sent = known.get(key) ?? sentBy(one);
    known.set(key, sent);
    return { ...sent, weight };
  });
  const run = ITERATIONS[list.iteration](entries);
  const readsHeaders = list.requests.some(({ expectHeaders }) => Object.keys(expectHeaders).length > 0);
  return { protocol: 'http', run, readsHeaders, ...(rows === null ? {} : { rows }) };
}

type SentEntry = Omit<ListedRequest, 'weight'>;

/** listedRequest returns the request of an entry with the headers of the run, and without a row. */
export function listedRequest(
  { path, label, ...entry }: SentEntry,
  { headers }: Pick<RequestChanges, 'headers'>,
): Request {
  const made = changed(request({ path: path ?? '/', label }), { ...entry, path: null });
  return changed(made, { ...NO_CHANGES, headers });
}

const ITERATIONS: Readonly<
  Record<RequestList['iteration'], (entries: readonly Entry[]) => ScriptedUser['run']>
> = {
  'one-by-weight': (entries) => {
    const total = entries.reduce((sum, { weight }) => sum + weight, 0);
    return ({ random, row }) => {
      const { make, needsRow } = chosen(entries, random() * total);
      return make(needsRow ? row() : NO_ROW);
    };
  },
  'all-in-order': (entries) => {
    const needsRow = entries.some((entry) => entry.needsRow);
    if (!needsRow) {
      const requests = entries.map(({ make }) => make(NO_ROW));
      return () => requests;
    }
    return ({ row }) => {
      const own = row();
      return entries.map(({ make }) => make(own));
    };
  },
};

const NO_ROW: Row = {};

function chosen(entries: readonly Entry[], at: number): Entry {
  let left = at;
  for (const entry of entries) {
    left -= entry.weight;
    if (left < 0) return entry;
  }
  const last = entries.at(-1);
  if (last === undefined) throw new Error('a list of requests is empty');
  return last;
}

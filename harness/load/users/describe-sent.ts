/** Describes the requests of a virtual user, for records. */
import { createHash } from 'node:crypto';
import { changed } from '../../../scenarios/request-changes.ts';
import type { Scenario } from '../../../scenarios/scenario.ts';
import { isFixed } from '../../../scenarios/user.ts';
import type { ScenarioFacts } from '../../records/run.ts';
import type { SentRequests } from './sent-requests.ts';

/**
 * describeSent names the request, the list of them or the module, and tells loads with other headers, bodies, lists,
 * rows or code apart by a hash. Both are made from the text with the names of variables.
 */
export function describeSent(
  { user, module }: Pick<Scenario, 'user' | 'module'>,
  sent: SentRequests,
): Pick<ScenarioFacts, 'sends' | 'sendsHash'> {
  const { changes, requests, rows } = sent;
  const { path: _, method: __, expectBody: ___, expectStatuses: ____, ...others } = changes;
  const isPlain =
    requests === null &&
    rows === null &&
    others.body === null &&
    [others.headers, others.expectHeaders].every(isEmpty);
  const code = requests === null ? (module?.sha256 ?? null) : null;
  const sends = namedRequests(user, module?.file ?? 'its script', sent);
  if (isPlain) return { sends, sendsHash: code };
  const all = {
    ...(code === null ? {} : { code }),
    ...others,
    ...(requests === null && rows === null ? {} : { requests, rows }),
  };
  return { sends, sendsHash: createHash('sha256').update(JSON.stringify(all)).digest('hex') };
}

function namedRequests(user: Scenario['user'], script: string, { changes, requests }: SentRequests): string {
  if (requests !== null) {
    const count = requests.requests.length;
    return `${count} ${count === 1 ? 'request' : 'requests'} of ${requests.name}`;
  }
  if (!isFixed(user)) return `the requests of ${script}`;
  const { method, path } = changed(user.request, changes);
  return `${method} ${path}`;
}

/** titleOf is what heads reports about requests of the user's own: the request, or the file that lists them. */
export function titleOf(scenario: Pick<Scenario, 'user' | 'module'>, sent: SentRequests): string {
  return sent.requests?.name ?? describeSent(scenario, sent).sends;
}

function isEmpty(headers: object): boolean {
  return Object.keys(headers).length === 0;
}

/** What a virtual user sends, in words for records. */
import { createHash } from 'node:crypto';
import { changed } from '../../../scenarios/request-changes.ts';
import type { Scenario } from '../../../scenarios/scenario.ts';
import { isFixed } from '../../../scenarios/user.ts';
import type { ScenarioFacts } from '../../records/run.ts';
import type { SentRequests } from './sent-requests.ts';

/**
 * describeSent names the request or the list of them, and tells loads with other headers, bodies, lists or rows apart by
 * a hash. Both are made from the text with the names of variables.
 */
export function describeSent(
  { user }: Pick<Scenario, 'user'>,
  sent: SentRequests,
): Pick<ScenarioFacts, 'sends' | 'sendsHash'> {
  const { changes, requests, rows } = sent;
  const { path: _, method: __, expectBody: ___, expectStatuses: ____, ...others } = changes;
  const isPlain =
    requests === null &&
    rows === null &&
    others.body === null &&
    [others.headers, others.expectHeaders].every(isEmpty);
  // A run without a list or rows keeps the hash that it had before these existed.
  const hashed = requests === null && rows === null ? others : { ...others, requests, rows };
  return {
    sends: namedRequests(user, sent),
    sendsHash: isPlain ? null : createHash('sha256').update(JSON.stringify(hashed)).digest('hex'),
  };
}

function namedRequests(user: Scenario['user'], { changes, requests }: SentRequests): string {
  if (requests !== null) {
    const count = requests.requests.length;
    return `${count} ${count === 1 ? 'request' : 'requests'} of ${requests.name}`;
  }
  if (!isFixed(user)) return 'the requests of its script';
  const { method, path } = changed(user.request, changes);
  return `${method} ${path}`;
}

function isEmpty(headers: object): boolean {
  return Object.keys(headers).length === 0;
}

/** What a virtual user sends, in words for records. */
import { createHash } from 'node:crypto';
import type { RequestChanges } from '../../../scenarios/request-changes.ts';
import { type HttpUser, isFixed } from '../../../scenarios/user.ts';
import type { ScenarioFacts } from '../../records/run.ts';

/** describeSent names the request, and tells requests with other headers, bodies or expectations apart by a hash. */
export function describeSent(
  user: HttpUser,
  changes: RequestChanges,
): Pick<ScenarioFacts, 'sends' | 'sendsHash'> {
  const sends = isFixed(user) ? `${user.request.method} ${user.request.path}` : 'the requests of its script';
  const { path: _, method: __, expectBody: ___, expectStatuses: ____, ...others } = changes;
  const isPlain = others.body === null && [others.headers, others.expectHeaders].every(isEmpty);
  return {
    sends,
    sendsHash: isPlain ? null : createHash('sha256').update(JSON.stringify(others)).digest('hex'),
  };
}

function isEmpty(headers: object): boolean {
  return Object.keys(headers).length === 0;
}

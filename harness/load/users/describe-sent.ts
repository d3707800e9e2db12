/** What a virtual user sends, in words for records. */
import { createHash } from 'node:crypto';
import type { RequestChanges } from '../../../scenarios/request-changes.ts';
import type { Scenario } from '../../../scenarios/scenario.ts';
import { type HttpUser, isFixed } from '../../../scenarios/user.ts';
import type { ScenarioFacts } from '../../records/run.ts';

/**
 * describeSent names the request or the module, and tells requests with other headers, bodies or expectations, and
 * modules with other code, apart by a hash.
 */
export function describeSent(
  { module }: Pick<Scenario, 'module'>,
  user: HttpUser,
  changes: RequestChanges,
): Pick<ScenarioFacts, 'sends' | 'sendsHash'> {
  const script = module === undefined ? 'its script' : module.file;
  const sends = isFixed(user) ? `${user.request.method} ${user.request.path}` : `the requests of ${script}`;
  const { path: _, method: __, expectBody: ___, expectStatuses: ____, ...others } = changes;
  const isPlain = others.body === null && [others.headers, others.expectHeaders].every(isEmpty);
  const code = module?.sha256 ?? null;
  if (isPlain) return { sends, sendsHash: code };
  const all = code === null ? others : { code, ...others };
  return { sends, sendsHash: createHash('sha256').update(JSON.stringify(all)).digest('hex') };
}

function isEmpty(headers: object): boolean {
  return Object.keys(headers).length === 0;
}

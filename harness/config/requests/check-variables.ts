/** Checks the environment variables that requests use. */
import type { RequestChanges } from '../../../scenarios/request-changes.ts';
import type { SentRequests } from '../../load/users/sent-requests.ts';
import { type Variables, variablesIn, withVariables } from '../../load/users/variables.ts';
import { UsageError } from '../usage-error.ts';
import type { UserConfig } from '../user-values.ts';
import { isHeaderValue } from './headers.ts';

/** @throws {UsageError} at a variable that is not set, or whose value a header cannot hold */
export function checkVariables(sent: SentRequests, env: Variables, user: UserConfig): void {
  refuseVariablesInPath(sent, env, user);
  for (const name of variablesIn(sent)) {
    // An empty variable counts as not set, as for our own variables.
    if (env[name]) continue;
    throw new UsageError(
      `${originsOf(name, sent, user)} uses $${name}, which is not set: export ${name}, or write $$ for a dollar`,
    );
  }
  const { changes, requests } = withVariables(sent, env);
  for (const { headers } of [changes, ...(requests?.requests ?? [])]) {
    const fault = Object.entries(headers).find(([, value]) => !isHeaderValue(value));
    if (fault === undefined) continue;
    throw new UsageError(
      `a variable in the header ${fault[0]} has a value with a line break or another character that HTTP forbids there; set it anew`,
    );
  }
}

/** A path is the label of its figures, so that a value in it would reach the record. */
function refuseVariablesInPath({ changes }: SentRequests, env: Variables, user: UserConfig): void {
  const found = /\$\{?([A-Za-z_]\w*)/.exec(changes.path ?? '')?.[1];
  // OData has paths such as /users?$filter=name.
  if (found === undefined || !env[found]) return;
  throw new UsageError(
    `${user.path?.origin ?? '--path'} holds no variables, and $${found} would be sent as it stands; put the value into a header: -H 'name: $${found}'`,
  );
}

/** The option that uses a variable. */
function originsOf(name: string, { changes, requests }: SentRequests, user: UserConfig): string {
  const uses = (part: RequestChanges) =>
    variablesIn({ changes: part, requests: null, rows: null }).includes(name);
  if (!uses(changes)) return `${user.requests?.origin ?? ''} ${requests?.name ?? ''}`.trim();
  const isInHeader = uses({ ...changes, body: null });
  return (isInHeader ? user.header : (user.data ?? user.json))?.origin ?? '--header';
}

/** Loads the virtual user that a reference names, in whichever process needs it. */
import { isDefined } from '../../../scenarios/define-scenario.ts';
import { scenarios } from '../../../scenarios/index.ts';
import { changed, type RequestChanges, withHeaders } from '../../../scenarios/request-changes.ts';
import type { Scenario } from '../../../scenarios/scenario.ts';
import { isSocket, type SocketUser } from '../../../scenarios/socket-user.ts';
import { isFixed, type User } from '../../../scenarios/user.ts';
import { memberNamed } from '../../../targets/member.ts';
import { importBundle } from './import-bundle.ts';
import { listUser } from './list-user.ts';
import type { SentRequests } from './sent-requests.ts';
import { requestTemplate } from './templates.ts';
import type { ScenarioRef, UserRef } from './user-ref.ts';
import { type Variables, withVariables } from './variables.ts';

/** loadUser returns the user as this process sends it: with the values of the variables in its environment. */
export async function loadUser({ scenario, ...sent }: UserRef, env: Variables = process.env): Promise<User> {
  return userOf(await loadScenario(scenario), withVariables(sent, env));
}

/** userOf returns the user of a scenario with what the run sends in its place. A script makes its own requests. */
export function userOf({ user }: Pick<Scenario, 'user'>, sent: SentRequests): User {
  const { changes, requests, rows } = sent;
  if (isSocket(user)) return withHandshake(user, changes);
  if (requests !== null) return listUser(requests, sent);
  if (!isFixed(user)) return { ...user, headers: changes.headers, ...(rows === null ? {} : { rows }) };
  const request = changed(user.request, changes);
  const template = rows && requestTemplate(request, rows.columns);
  if (rows === null || template === null) return { protocol: 'http', request };
  return { protocol: 'http', run: ({ row }) => template.fill(row()), rows };
}

/** withHandshake returns a user of sockets with the run's path and headers in its handshake. */
function withHandshake(user: SocketUser, { path, headers }: RequestChanges): SocketUser {
  return {
    ...user,
    open: (context) => {
      const handshake = user.open(context);
      return {
        ...handshake,
        path: path ?? handshake.path,
        headers: withHeaders(handshake.headers ?? {}, headers),
      };
    },
  };
}

async function loadScenario(ref: ScenarioRef): Promise<Pick<Scenario, 'user'>> {
  if ('builtIn' in ref) return memberNamed(scenarios, ref.builtIn);
  const scenario = await importBundle(ref);
  if (!isDefined(scenario)) throw new Error(`the bundle ${ref.sha256} does not define a scenario`);
  return scenario;
}

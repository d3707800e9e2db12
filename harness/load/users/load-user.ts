/** Loads the virtual user that a reference names, in whichever process needs it. */
import { scenarios } from '../../../scenarios/index.ts';
import { changed, type RequestChanges } from '../../../scenarios/request-changes.ts';
import type { Scenario } from '../../../scenarios/scenario.ts';
import { type HttpUser, isFixed } from '../../../scenarios/user.ts';
import { memberNamed } from '../../../targets/member.ts';
import type { ScenarioRef, UserRef } from './user-ref.ts';

/** loadUser returns the user of a scenario with the changes that the run asks for. */
export async function loadUser({ scenario, changes }: UserRef): Promise<HttpUser> {
  return userOf(await loadScenario(scenario), changes);
}

/** userOf returns the user of a scenario with changes. A script makes its own requests. */
export function userOf({ user }: Scenario, changes: RequestChanges): HttpUser {
  return isFixed(user) ? { protocol: 'http', request: changed(user.request, changes) } : user;
}

async function loadScenario(ref: ScenarioRef): Promise<Scenario> {
  if ('builtIn' in ref) return memberNamed(scenarios, ref.builtIn);
  throw new Error(`no module can be loaded from ${ref.bundle}`);
}

/** Loads the virtual user that a reference names, in whichever process needs it. */
import { isDefined } from '../../../scenarios/define-scenario.ts';
import { scenarios } from '../../../scenarios/index.ts';
import { changed, type RequestChanges } from '../../../scenarios/request-changes.ts';
import type { Scenario } from '../../../scenarios/scenario.ts';
import { type HttpUser, isFixed } from '../../../scenarios/user.ts';
import { memberNamed } from '../../../targets/member.ts';
import { importBundle } from './import-bundle.ts';
import type { ScenarioRef, UserRef } from './user-ref.ts';

/** loadUser returns the user of a scenario with the changes that the run asks for. */
export async function loadUser({ scenario, changes }: UserRef): Promise<HttpUser> {
  return userOf(await loadScenario(scenario), changes);
}

/** userOf returns the user of a scenario with changes. A script makes its own requests. */
export function userOf({ user }: Pick<Scenario, 'user'>, changes: RequestChanges): HttpUser {
  return isFixed(user) ? { protocol: 'http', request: changed(user.request, changes) } : user;
}

async function loadScenario(ref: ScenarioRef): Promise<Pick<Scenario, 'user'>> {
  if ('builtIn' in ref) return memberNamed(scenarios, ref.builtIn);
  const scenario = await importBundle(ref.bundle);
  if (!isDefined(scenario)) throw new Error(`the bundle ${ref.sha256} does not define a scenario`);
  return scenario;
}

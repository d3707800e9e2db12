/** UserRef says which virtual users a load process runs. It is plain data: functions never cross a process. */
import { scenarios } from '../../../scenarios/index.ts';
import { NO_CHANGES, type RequestChanges } from '../../../scenarios/request-changes.ts';
import type { Scenario, ScenarioModule } from '../../../scenarios/scenario.ts';
import { NOTHING_SENT, type SentRequests } from './sent-requests.ts';

export type ScenarioRef = { readonly builtIn: string } | Pick<ScenarioModule, 'bundle' | 'sha256'>;

export interface UserRef extends SentRequests {
  readonly scenario: ScenarioRef;
}

/** scenarioRef refers to a scenario of ours by name, and to one of a module by its bundle. */
export function scenarioRef({ name, module }: Pick<Scenario, 'name' | 'module'>): ScenarioRef {
  return module === undefined ? { builtIn: name } : { bundle: module.bundle, sha256: module.sha256 };
}

/** builtInUser is the user of a scenario of ours, with changes. */
export function builtInUser(name: string, changes: Partial<RequestChanges> = {}): UserRef {
  return { scenario: { builtIn: name }, ...NOTHING_SENT, changes: { ...NO_CHANGES, ...changes } };
}

/** plainGet is a user who requests a path and accepts any body. */
export function plainGet(path: string, changes: Partial<RequestChanges> = {}): UserRef {
  const [usual] = scenarios;
  return builtInUser(usual?.name ?? '', { path, ...changes });
}

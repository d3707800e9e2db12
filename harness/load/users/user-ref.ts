/** UserRef says which virtual users a load process runs. It is plain data: functions never cross a process. */
import { scenarios } from '../../../scenarios/index.ts';
import { NO_CHANGES, type RequestChanges } from '../../../scenarios/request-changes.ts';
import { NOTHING_SENT, type SentRequests } from './sent-requests.ts';

export type ScenarioRef = { readonly builtIn: string } | { readonly bundle: string; readonly sha256: string };

export interface UserRef extends SentRequests {
  readonly scenario: ScenarioRef;
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

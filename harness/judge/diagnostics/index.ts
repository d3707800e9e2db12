/**
 * The list of diagnostics of a trial. A new one is a file in this folder, a line here, and a section of
 * docs/warnings.md.
 */
import type { Warning } from '../../records/run.ts';
import type { Diagnostic, TrialFigures } from '../diagnostic.ts';
import { connectionsBind } from './connections-bind.ts';
import { cpuPressure, foreignLoad, steal } from './disturbance.ts';
import { errors, timeoutsLeftOut } from './errors.ts';
import { fewResponses } from './few-responses.ts';
import { gcHeavy } from './gc-heavy.ts';
import { ledgerUnbalanced } from './ledger.ts';
import { littlesLaw } from './littles-law.ts';
import { loadClientSaturated } from './load-client.ts';
import { loadHostBusy, loadHostRetransmits, loadHostsSkewed } from './load-hosts.ts';
import { memoryGrows } from './memory-grows.ts';
import { objectiveMissed } from './objective-missed.ts';
import { oversubscribed } from './oversubscribed.ts';
import { portsNearEnd } from './ports-near-end.ts';
import { proxySaturated } from './proxy-saturated.ts';
import { rateMissed } from './rate-missed.ts';
import { eventUnfinished, requestsNotNoted, requestsUnaccounted } from './requests-unaccounted.ts';
import { shortWindow } from './short-window.ts';
import { unsteady, warmingUp } from './steady-state.ts';
import { agentSilent, moreWorkers, targetUnseen } from './worker-count.ts';
import { workerDiffers } from './worker-differs.ts';
import { workerSkew } from './worker-skew.ts';
import { workerStalled } from './worker-stalled.ts';

/** In the order in which a reader should meet them: what is wrong with the figures, why, and what sets them. */
export const diagnostics: readonly Diagnostic[] = [
  ledgerUnbalanced,
  requestsUnaccounted,
  requestsNotNoted,
  eventUnfinished,
  littlesLaw,
  errors,
  timeoutsLeftOut,
  rateMissed,
  objectiveMissed,
  fewResponses,
  shortWindow,
  warmingUp,
  unsteady,
  loadClientSaturated,
  loadHostsSkewed,
  loadHostBusy,
  loadHostRetransmits,
  foreignLoad,
  steal,
  cpuPressure,
  oversubscribed,
  portsNearEnd,
  proxySaturated,
  connectionsBind,
  memoryGrows,
  gcHeavy,
  workerStalled,
  targetUnseen,
  agentSilent,
  moreWorkers,
  workerSkew,
  workerDiffers,
];

export function warningsOf(figures: TrialFigures): Warning[] {
  return diagnostics.flatMap(({ code, find }) => {
    const finding = find(figures);
    return finding === null ? [] : [{ code, ...finding }];
  });
}

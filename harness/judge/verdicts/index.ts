/** Every verdict on a trial: a new one is a file beside, a line here, and a section of docs/warnings.md. */
import type { Warning } from '../../records/run.ts';
import type { TrialFigures, Verdict } from '../verdict.ts';
import { connectionsBind } from './connections-bind.ts';
import { cpuPressure, foreignLoad, steal } from './disturbance.ts';
import { errors, timeoutsLeftOut } from './errors.ts';
import { fewAnswers } from './few-answers.ts';
import { ledgerUnbalanced } from './ledger.ts';
import { littlesLaw } from './littles-law.ts';
import { loadClientSaturated } from './load-client.ts';
import { objectiveMissed } from './objective-missed.ts';
import { oversubscribed } from './oversubscribed.ts';
import { portsNearEnd } from './ports-near-end.ts';
import { proxySaturated } from './proxy-saturated.ts';
import { rateMissed } from './rate-missed.ts';
import { shortWindow } from './short-window.ts';
import { unsteady, warmingUp } from './steady-state.ts';
import { workerSkew } from './worker-skew.ts';
import { workerStalled } from './worker-stalled.ts';
import { agentSilent, moreWorkers } from './workers-told.ts';

/** In the order in which a reader should meet them: what is wrong with the figures, then why, then whose they are. */
export const verdicts: readonly Verdict[] = [
  ledgerUnbalanced,
  littlesLaw,
  errors,
  timeoutsLeftOut,
  rateMissed,
  objectiveMissed,
  fewAnswers,
  shortWindow,
  warmingUp,
  unsteady,
  loadClientSaturated,
  foreignLoad,
  steal,
  cpuPressure,
  oversubscribed,
  portsNearEnd,
  proxySaturated,
  connectionsBind,
  workerStalled,
  agentSilent,
  moreWorkers,
  workerSkew,
];

export function warningsOf(figures: TrialFigures): Warning[] {
  return verdicts.flatMap(({ code, find }) => {
    const finding = find(figures);
    return finding === null ? [] : [{ code, ...finding }];
  });
}

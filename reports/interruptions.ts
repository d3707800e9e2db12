/** Words about a run that was cut and went on, and the time that it took without the gaps. */
import { endOfTrial } from '../harness/records/end-of-trial.ts';
import type { Interruption, RunRecord } from '../harness/records/run.ts';
import { counted, fixed } from './format.ts';

/** `interrupted after trial 7 of 24 and resumed 3 hours later`, for each interruption. */
export function interruptionTexts(record: RunRecord): string[] {
  const { interruptions, plan, cells } = record;
  // With a precision the total is not known beforehand.
  const total = plan.precision === null ? ` of ${fixed(cells.length * plan.trialsPerCell, 0)}` : '';
  return interruptions.map((one) => {
    const how = one.cutAt === null ? 'cut off' : 'interrupted';
    return `${how} after trial ${fixed(one.afterTrial, 0)}${total} and resumed ${later(gapSeconds(one, record))}`;
  });
}

/** measuringSeconds is the time from the start to the end, without the gaps between sittings. */
export function measuringSeconds(record: RunRecord): number {
  const { startedAt, finishedAt, interruptions } = record;
  const gaps = interruptions.reduce((sum, one) => sum + gapSeconds(one, record), 0);
  return secondsBetween(startedAt, finishedAt) - gaps;
}

/** gapSeconds counts from the end of the last trial if the harness was killed: nothing is known of the time after. */
function gapSeconds({ afterTrial, cutAt, resumedAt }: Interruption, { trials, plan }: RunRecord): number {
  const last = trials.find(({ order }) => order === afterTrial);
  const from = cutAt ?? (last ? endOfTrial(last, plan) : resumedAt);
  return Math.max(0, secondsBetween(from, resumedAt));
}

function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1_000;
}

const UNITS = [
  { noun: 'day', seconds: 86_400 },
  { noun: 'hour', seconds: 3_600 },
  { noun: 'minute', seconds: 60 },
] as const;

/** A gap in its largest unit, as only its size matters. */
function later(seconds: number): string {
  const unit = UNITS.find((one) => seconds >= one.seconds);
  return unit ? `${counted(Math.round(seconds / unit.seconds), unit.noun)} later` : 'within a minute';
}

/** Stages of a load over time, marked on charts over time. */
import type { PhaseFigures } from '../../../harness/records/run.ts';
import { figure } from '../../format.ts';
import type { Group } from '../../groups.ts';
import type { Rule } from '../figure.ts';

/** With more stages, names would overlap. */
const MOST_NAMED = 8;

/** The stages of a group, as its first trial with figures ran them. Empty for a constant load. */
export function phasesOf({ results }: Group): readonly PhaseFigures[] {
  return results.flatMap(({ ok }) => ok).find(({ load }) => load.phases.length > 0)?.load.phases ?? [];
}

/** A line where each stage begins, with its name. */
export function stageRules(group: Group): Rule[] {
  const phases = phasesOf(group);
  return phases
    .filter(({ fromSeconds }) => fromSeconds > 0)
    .map(({ name, fromSeconds, toSeconds }) => ({
      ...{ at: fromSeconds, axis: 'x', tone: 'quiet' },
      label: phases.length > MOST_NAMED ? null : name,
      about: `stage ${name}, from ${figure(fromSeconds)} s to ${figure(toSeconds)} s`,
    }));
}

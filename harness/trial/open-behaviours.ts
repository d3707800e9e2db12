/** The behaviours of a cell's processes, if its scenario or one of its events makes any of them misbehave. */
import { behaviourModule, openSwitch, type Switch } from '../../targets/behaviours/switch.ts';
import { type ControlName, type Controls, MISBEHAVIOURS } from '../../targets/controls.ts';
import type { ResolvedCell } from '../config/resolved-run.ts';

interface Behaviours {
  readonly env: Switch['env'];
  readonly preload: readonly string[];
  readonly controls: Partial<Controls>;
  readonly wasTold: Switch['hasTold'];
}

const NONE: Behaviours = { env: {}, preload: [], controls: {}, wasTold: () => false };

/** @param folder of the trial */
export async function openBehaviours(
  { scenario, events }: Pick<ResolvedCell, 'scenario' | 'events'>,
  folder: string,
): Promise<Behaviours> {
  const needs = events.flatMap(({ event }): readonly ControlName[] => event.needs);
  if (!scenario.behaviour && !MISBEHAVIOURS.some((control) => needs.includes(control))) return NONE;
  const opened = await openSwitch(folder);
  if (scenario.behaviour) opened.expect(scenario.behaviour);
  return {
    env: opened.env,
    preload: [behaviourModule],
    controls: { misbehave: opened.begin, misbehaveInPrimary: opened.begin },
    wasTold: opened.hasTold,
  };
}

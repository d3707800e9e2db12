/** Two runs of a few cells whose trials spread by 2.5%, on a host that drifts under all of them. */
import { type Host, normal, type SimulatedCell, simulateRuns } from '../simulated-hosts.ts';

const TRIALS = 8;
const SPREAD = 0.025;

/** Standard deviations of what a host wanders in a round of trials. */
export const DRIFTS = [0, 0.003, 0.005, 0.01, 0.02] as const;

export interface FewCells {
  readonly drift: number;
  readonly cells: number;
  readonly runSpread?: number;
  /** Change of the head, in every cell. */
  readonly change?: number;
}

export function simulateFew({ drift, ...of }: FewCells, random: () => number): SimulatedCell[] {
  const host: Host = { name: 'normal, 2.5%', drift, trialLuck: (draw) => SPREAD * normal(draw) };
  return simulateRuns({ host, trials: TRIALS, ...of }, random);
}

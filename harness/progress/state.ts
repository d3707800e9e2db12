/** What is known of a run under way: each event makes a new state. Pure; times in milliseconds of one clock. */
import type { Phase, RunEvent } from '../events.ts';

export interface RunState {
  readonly total: number;
  readonly trialsPerCell: number;
  /** Length of the longest cell id. */
  readonly cellWidth: number;
  readonly ended: number;
  /** When the run is expected to end. */
  readonly endsAt: number;
  readonly current: CurrentTrial | null;
}

interface CurrentTrial {
  readonly cell: string;
  readonly trial: number;
  readonly phase: Phase;
  readonly phaseSince: number;
  /** Correct answers per second; null before the first second. */
  readonly throughput: number | null;
}

export const atStart: RunState = {
  total: 0,
  trialsPerCell: 0,
  cellWidth: 0,
  ended: 0,
  endsAt: 0,
  current: null,
};

export function advance(state: RunState, event: RunEvent, now: number): RunState {
  const { current } = state;
  switch (event.type) {
    case 'planned':
      return {
        ...atStart,
        total: event.trials,
        trialsPerCell: Math.round(event.trials / Math.max(1, event.cells.length)),
        cellWidth: Math.max(0, ...event.cells.map(({ id }) => id.length)),
        endsAt: now + event.estimatedSeconds * 1000,
      };
    case 'trial-started': {
      const { cell, trial } = event;
      return { ...state, current: { cell, trial, phase: 'starting', phaseSince: now, throughput: null } };
    }
    case 'phase':
      return { ...state, current: current && { ...current, phase: event.phase, phaseSince: now } };
    case 'live':
      return { ...state, current: current && { ...current, throughput: event.throughput } };
    case 'trial-ended':
      return { ...state, ended: state.ended + 1, endsAt: now + event.remainingSeconds * 1000, current: null };
    case 'extended':
      return { ...state, total: event.trials };
    case 'notice':
      return state;
  }
}

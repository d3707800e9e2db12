/** State of a run in progress: each event makes a new state. Pure; times are milliseconds of one clock. */

import type { PairsEvent } from '../ab/events.ts';
import type { Side } from '../ab/side.ts';
import type { Phase } from '../trial/phase.ts';

export interface RunState {
  /** Trials, those that take a profile included. */
  readonly total: number;
  readonly profiles: number;
  readonly trialsPerCell: number;
  /** Length of the longest cell id. */
  readonly cellWidth: number;
  readonly ended: number;
  /** Time at which the run is expected to end. */
  readonly endsAt: number;
  /** null unless trials come in pairs, of which there may be fewer than the maximum. */
  readonly secondsPerPair: number | null;
  readonly current: CurrentTrial | null;
}

interface CurrentTrial {
  readonly cell: string;
  /** Null for the trial that takes a profile. */
  readonly trial: number | null;
  /** null unless trials come in pairs. */
  readonly side: Side | null;
  readonly phase: Phase;
  readonly phaseSince: number;
  /** Why the target is not ready yet; null if it has not responded, or is ready. */
  readonly waitingFor: string | null;
  /** Correct responses per second; null before the first second. */
  readonly throughput: number | null;
}

export const initialState: RunState = {
  total: 0,
  profiles: 0,
  trialsPerCell: 0,
  cellWidth: 0,
  ended: 0,
  endsAt: 0,
  secondsPerPair: null,
  current: null,
};

export function advance(state: RunState, event: PairsEvent, now: number): RunState {
  const { current } = state;
  switch (event.type) {
    case 'planned':
      return {
        ...initialState,
        total: event.trials + event.profiles,
        profiles: event.profiles,
        ended: event.kept,
        trialsPerCell: Math.round(event.trials / Math.max(1, event.cells.length)),
        cellWidth: Math.max(0, ...event.cells.map(({ id }) => id.length)),
        endsAt: now + event.estimatedSeconds * 1000,
      };
    case 'pairs-planned': {
      const { cells, maxPairs, estimatedSeconds } = event;
      const pairs = cells.length * maxPairs;
      return {
        ...initialState,
        total: pairs,
        trialsPerCell: maxPairs,
        cellWidth: Math.max(0, ...cells.map(({ id }) => id.length)),
        endsAt: now + pairs * estimatedSeconds * 1000,
        secondsPerPair: estimatedSeconds,
      };
    }
    case 'trial-started': {
      const { cell, trial, side = null } = event;
      return { ...state, current: { ...begun(now), cell, trial, side } };
    }
    case 'profile-started':
      return { ...state, current: { ...begun(now), cell: event.cell, trial: null, side: null } };
    case 'phase':
      return {
        ...state,
        current: current && { ...current, phase: event.phase, phaseSince: now, waitingFor: null },
      };
    case 'waiting':
      return { ...state, current: current && { ...current, waitingFor: event.reason } };
    case 'live':
      return { ...state, current: current && { ...current, throughput: event.throughput } };
    case 'trial-ended':
    case 'profile-ended':
      return { ...state, ended: state.ended + 1, endsAt: now + event.remainingSeconds * 1000, current: null };
    case 'pair-ended': {
      const remaining = event.open * (state.trialsPerCell - event.pair);
      return {
        ...state,
        ended: state.ended + 1,
        endsAt: now + remaining * (state.secondsPerPair ?? 0) * 1000,
        current: null,
      };
    }
    case 'extended':
      return { ...state, total: event.trials + state.profiles };
    case 'notice':
      return state;
  }
}

function begun(now: number): Omit<CurrentTrial, 'cell' | 'trial' | 'side'> {
  return { phase: 'starting', phaseSince: now, waitingFor: null, throughput: null };
}

/** The loop decides when a session begins its next iteration. This file holds the closed loop. */
import type { Session } from './session.ts';

/** Loop decides when a session begins its next iteration. */
export interface Loop {
  /** Tells the loop that the session is idle. */
  free(session: Pick<Session, 'begin' | 'beginDue' | 'rest'>, nowMs: number): void;
  /** Iterations that were due and have not begun. */
  readonly waiting: number;
  /** How many of them were due before an instant. */
  waitingSince(beforeMs: number): number;
  /** Gives up waiting iterations that were due before an instant. */
  expire(dueBeforeMs: number, nowMs: number): void;
  /** Begins the iterations that are due by now. */
  catchUp(): void;
}

/** Closed loop: each session begins its next iteration when the last one has ended. */
export const closedLoop: Loop = {
  free: (session, nowMs) => session.begin(nowMs),
  waiting: 0,
  waitingSince: () => 0,
  expire: () => {},
  catchUp: () => {},
};

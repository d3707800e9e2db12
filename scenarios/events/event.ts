import type { ControlName, Controls } from '../../targets/controls.ts';
import type { Member } from '../../targets/member.ts';

/** Something done to the target inside the window: a deploy, a crash. */
export interface WindowEvent extends Member {
  /** A cell whose topology and proxy lack one of them is skipped. */
  readonly needs: readonly ControlName[];
  /**
   * Does it; settles when it is done.
   *
   * @param controls those that it needs, and others that the target happens to have
   * @param signal aborted at the window's end: what is not done by then is recorded as such
   * @throws what fails the trial, with its message
   */
  run(controls: Controls, window: EventWindow, signal: AbortSignal): Promise<EventDetail>;
}

/** The window, as an event sees it. */
interface EventWindow {
  readonly durationSeconds: number;
  readonly workers: number;
  /** Since the window's begin. */
  elapsedSeconds(): number;
}

/** What is worth knowing of it, units in names. */
type EventDetail = Readonly<Record<string, string | number>>;

export interface PlannedEvent {
  /** Name of a window event. */
  readonly event: string;
  /** From the window's begin. */
  readonly atSeconds: number;
}

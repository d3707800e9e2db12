import type { ControlName, Controls } from '../../targets/controls.ts';
import type { Member } from '../../targets/member.ts';

/** WindowEvent is something done to the target inside the window, such as a deploy or a crash. */
export interface WindowEvent extends Member {
  /** One such event in words, for sentences: `rolling restart`. An `s` makes it plural. */
  readonly noun: string;
  /** Controls that it needs. A cell whose topology and proxy lack one is skipped. */
  readonly needs: readonly ControlName[];
  /** Error classes and status codes that are its result and do not count as errors. */
  readonly expectedFailures?: readonly string[];
  /** Whether it ends the target for good: requests that it then no longer takes are unavailable, and not lost. */
  readonly endsTarget?: boolean;
  /**
   * Says whether nothing on a target with these controls ends the effect of the event, such as a crash that nobody
   * notices. The event is then recorded as lasting; never if omitted.
   */
  readonly outlasts?: (controls: Partial<Controls>) => boolean;
  /**
   * Runs the event; settles when it is done.
   *
   * @param controls the needed ones, and any others that the target has
   * @param signal aborted at the window's end; an event that has not ended then is recorded as such
   * @throws an error that fails the trial, with its message
   */
  run(controls: Controls, window: EventWindow, signal: AbortSignal): Promise<EventDetail>;
}

/** The window, as an event sees it. */
interface EventWindow {
  readonly durationSeconds: number;
  readonly workers: number;
  /** Seconds since the window's start. */
  elapsedSeconds(): number;
}

/** Details for the record, with units in their names. */
type EventDetail = Readonly<Record<string, string | number>>;

export interface PlannedEvent {
  /** Name of a window event. */
  readonly event: string;
  /** Seconds after the window's start. */
  readonly atSeconds: number;
}

export interface PlannedEvent {
  /** Name of a window event. */
  readonly event: string;
  /** Seconds after the window's start. */
  readonly atSeconds: number;
}

/** ScenarioEvent is an event of a scenario, at a time that may depend on the length of the window. */
export type ScenarioEvent =
  | PlannedEvent
  | {
      readonly event: string;
      /** Share of the window that is over by then. */
      readonly atShare: number;
    };

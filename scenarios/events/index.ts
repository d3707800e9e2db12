import type { WindowEvent } from './event.ts';

export type { PlannedEvent, WindowEvent } from './event.ts';

/** Everything that can be done to a target inside the window. */
export const windowEvents: readonly WindowEvent[] = [];

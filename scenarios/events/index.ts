import type { WindowEvent } from './event.ts';

export type { PlannedEvent, WindowEvent } from './event.ts';

/** Every window event. */
export const windowEvents: readonly WindowEvent[] = [];

import type { WindowEvent } from './event.ts';

export type { WindowEvent } from './event.ts';
export type { PlannedEvent } from './planned-event.ts';

/** Every window event. */
export const windowEvents: readonly WindowEvent[] = [];

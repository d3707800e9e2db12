import { busyPrimary } from './busy-primary.ts';
import { crash } from './crash.ts';
import { crashLoop } from './crash-loop.ts';
import { deploy } from './deploy.ts';
import type { WindowEvent } from './event.ts';
import { hang } from './hang.ts';
import { leak } from './leak.ts';
import { primaryDeath } from './primary-death.ts';
import { terminate } from './terminate.ts';

export type { WindowEvent } from './event.ts';
export type { PlannedEvent, ScenarioEvent } from './planned-event.ts';

/** Every window event. */
export const windowEvents: readonly WindowEvent[] = [
  deploy,
  terminate,
  crash,
  primaryDeath,
  crashLoop,
  hang,
  leak,
  busyPrimary,
];

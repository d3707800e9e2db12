import { crash } from './crash.ts';
import { deploy } from './deploy.ts';
import type { WindowEvent } from './event.ts';
import { primaryDeath } from './primary-death.ts';
import { terminate } from './terminate.ts';

export type { WindowEvent } from './event.ts';
export type { PlannedEvent, ScenarioEvent } from './planned-event.ts';

/** Every window event. */
export const windowEvents: readonly WindowEvent[] = [deploy, terminate, crash, primaryDeath];

import type { Behaviour } from './behaviour.ts';
import { busyPrimary } from './busy-primary.ts';
import { crashLoop } from './crash-loop.ts';
import { hang } from './hang.ts';
import { leak } from './leak.ts';
import { slowWorker } from './slow-worker.ts';

/** Every behaviour. */
export const behaviours: readonly Behaviour[] = [crashLoop, hang, slowWorker, leak, busyPrimary];

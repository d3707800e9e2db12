import { BUSY_SHARE, busyPrimary as behaviour } from '../../targets/behaviours/busy-primary.ts';
import { elapse } from './elapse.ts';
import type { WindowEvent } from './event.ts';

/** Share of the window for which the primary computes. */
const EVENT_SHARE = 1 / 3;

export const busyPrimary: WindowEvent = {
  name: 'busy-primary',
  noun: 'primary overload',
  summary: 'for a third of the window, the primary computes half of its time',
  needs: ['misbehaveInPrimary'],
  run: async ({ misbehaveInPrimary }, { durationSeconds, elapsedSeconds }, signal) => {
    const startedSeconds = elapsedSeconds();
    const { pid, end } = await misbehaveInPrimary(behaviour);
    await elapse(EVENT_SHARE * durationSeconds, signal);
    await end();
    return { pid, busyShare: BUSY_SHARE, seconds: elapsedSeconds() - startedSeconds };
  },
};

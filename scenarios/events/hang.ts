import { hang as behaviour } from '../../targets/behaviours/hang.ts';
import { aborted } from './aborted.ts';
import type { WindowEvent } from './event.ts';
import { EXPECTED_WHILE_DOWN } from './expected-while-down.ts';

export const hang: WindowEvent = {
  name: 'hang',
  noun: 'worker hang',
  summary: 'a worker’s event loop never returns; a watchdog may replace it',
  needs: ['misbehave'],
  expectedFailures: [...EXPECTED_WHILE_DOWN, 'timeout'],
  outlasts: ({ whenSilentReplaced }) => !whenSilentReplaced,
  run: async ({ misbehave, whenSilentReplaced }, { elapsedSeconds }, signal) => {
    const startedSeconds = elapsedSeconds();
    const { pid: hungPid } = await misbehave(behaviour);
    if (!whenSilentReplaced) return { hungPid };
    const newPid = await Promise.race([whenSilentReplaced(0, hungPid), aborted(signal)]);
    return { hungPid, newPid, seconds: elapsedSeconds() - startedSeconds };
  },
};

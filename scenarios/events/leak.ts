import { leak as behaviour } from '../../targets/behaviours/leak.ts';
import { aborted } from './aborted.ts';
import type { WindowEvent } from './event.ts';
import { EXPECTED_WHILE_DOWN } from './expected-while-down.ts';

export const leak: WindowEvent = {
  name: 'leak',
  noun: 'memory leak',
  summary: 'a worker keeps 64 KiB of each request until its manager replaces it',
  needs: ['misbehave', 'whenLargeReplaced'],
  expectedFailures: EXPECTED_WHILE_DOWN,
  run: async ({ misbehave, whenLargeReplaced }, { elapsedSeconds }, signal) => {
    const startedSeconds = elapsedSeconds();
    const { pid: leakingPid } = await misbehave(behaviour);
    const newPid = await Promise.race([whenLargeReplaced(0, leakingPid), aborted(signal)]);
    return { leakingPid, newPid, seconds: elapsedSeconds() - startedSeconds };
  },
};

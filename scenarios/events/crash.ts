import { aborted } from './aborted.ts';
import type { WindowEvent } from './event.ts';
import { EXPECTED_WHILE_DOWN } from './expected-while-down.ts';

export const crash: WindowEvent = {
  name: 'crash',
  noun: 'worker kill',
  summary: 'a worker gets SIGKILL; its topology may replace it',
  needs: ['killWorker'],
  expectedFailures: EXPECTED_WHILE_DOWN,
  outlasts: ({ whenReplaced }) => !whenReplaced,
  run: async ({ killWorker, whenReplaced }, { workers, elapsedSeconds }, signal) => {
    const instance = workers - 1;
    const startedSeconds = elapsedSeconds();
    const pid = await killWorker(instance);
    const killed = { instance, pid };
    if (!whenReplaced) return killed;
    const newPid = await Promise.race([whenReplaced(instance, pid), aborted(signal)]);
    return { ...killed, newPid, seconds: elapsedSeconds() - startedSeconds };
  },
};

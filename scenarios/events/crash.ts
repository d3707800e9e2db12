import type { Controls } from '../../targets/controls.ts';
import type { WindowEvent } from './event.ts';
import { EXPECTED_WHILE_DOWN } from './expected-while-down.ts';

export const crash: WindowEvent = {
  name: 'crash',
  summary: 'a worker gets SIGKILL; its topology may replace it',
  needs: ['killWorker'],
  expectedFailures: EXPECTED_WHILE_DOWN,
  run: async (controls, { workers, elapsedSeconds }, signal) => {
    // Some topologies never replace a worker.
    const { killWorker, whenReplaced }: Pick<Controls, 'killWorker'> & Partial<Controls> = controls;
    const instance = workers - 1;
    const startedSeconds = elapsedSeconds();
    const pid = await killWorker(instance);
    const killed = { instance, pid };
    if (!whenReplaced) return killed;
    const newPid = await Promise.race([whenReplaced(instance, pid), aborted(signal)]);
    return { ...killed, newPid, seconds: elapsedSeconds() - startedSeconds };
  },
};

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

import { crashLoop as behaviour } from '../../targets/behaviours/crash-loop.ts';
import { elapse } from './elapse.ts';
import type { WindowEvent } from './event.ts';
import { EXPECTED_WHILE_DOWN } from './expected-while-down.ts';

/** Share of the window for which the worker crashes again and again; then it stays, once it is started again. */
const LOOP_SHARE = 1 / 3;

export const crashLoop: WindowEvent = {
  name: 'crash-loop',
  noun: 'crash loop',
  summary: 'for a third of the window, a worker exits soon after each start',
  needs: ['misbehave', 'whenReplaced'],
  expectedFailures: EXPECTED_WHILE_DOWN,
  run: async ({ misbehave }, { durationSeconds, elapsedSeconds }, signal) => {
    const startedSeconds = elapsedSeconds();
    const { pid, pids, end } = await misbehave(behaviour);
    await elapse(LOOP_SHARE * durationSeconds, signal);
    const loopSeconds = elapsedSeconds() - startedSeconds;
    const newPid = await end();
    // The last process that was told may have stayed.
    const crashes = pids().filter((told) => told !== newPid).length;
    const seconds = elapsedSeconds() - startedSeconds;
    return {
      pid,
      newPid,
      crashes,
      forksPerSecond: crashes / loopSeconds,
      loopSeconds,
      fullCapacityAfterSeconds: seconds - loopSeconds,
      seconds,
    };
  },
};

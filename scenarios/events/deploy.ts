import type { WindowEvent } from './event.ts';
import { EXPECTED_WHILE_DOWN } from './expected-while-down.ts';

export const deploy: WindowEvent = {
  name: 'deploy',
  noun: 'rolling restart',
  summary: 'every worker is replaced, one at a time: a rolling restart',
  needs: ['restart'],
  expectedFailures: EXPECTED_WHILE_DOWN,
  run: async (controls, { elapsedSeconds }) => {
    const startedSeconds = elapsedSeconds();
    const { oldPids, newPids, killed } = await controls.restart(controls);
    return {
      forks: newPids.length,
      oldPids: oldPids.join(' '),
      newPids: newPids.join(' '),
      ...(killed === null ? {} : { killed }),
      seconds: elapsedSeconds() - startedSeconds,
    };
  },
};

import type { WindowEvent } from './event.ts';
import { EXPECTED_WHILE_DOWN } from './expected-while-down.ts';

export const primaryDeath: WindowEvent = {
  name: 'primary-death',
  noun: 'primary kill',
  summary: 'the process that starts the workers gets SIGKILL',
  needs: ['killPrimary'],
  expectedFailures: EXPECTED_WHILE_DOWN,
  endsTarget: true,
  run: async ({ killPrimary }, { elapsedSeconds }) => {
    const startedSeconds = elapsedSeconds();
    const pid = await killPrimary();
    return { pid, seconds: elapsedSeconds() - startedSeconds };
  },
};

import type { WindowEvent } from './event.ts';
import { EXPECTED_WHILE_DOWN } from './expected-while-down.ts';

export const terminate: WindowEvent = {
  name: 'terminate',
  noun: 'termination',
  summary: 'the target gets SIGTERM, and does not come back',
  needs: ['terminate'],
  expectedFailures: EXPECTED_WHILE_DOWN,
  endsTarget: true,
  run: async ({ terminate }, { elapsedSeconds }) => {
    const startedSeconds = elapsedSeconds();
    await terminate();
    return { seconds: elapsedSeconds() - startedSeconds };
  },
};

/** The option that goes on with a run. It is a flag alone: no file or variable may turn every run into that one. */
import { text } from './kinds.ts';
import type { Option } from './option.ts';

export const resumeOptions = {
  resume: {
    group: 'Files:',
    about: 'go on with the interrupted run in this folder',
    kind: text,
    commands: { run: {} },
    refusedBy: {
      ab: 'its trials alternate between two versions; start it again',
      nightly: 'a night is judged as a whole; start it again',
    },
    once: true,
    example: 'FOLDER',
  },
} as const satisfies Record<string, Option>;

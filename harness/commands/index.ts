/** The commands. Handlers are imported when called, for `--help` has no use of them. */
import type { Flags } from '../config/flags.ts';
import type { CommandName } from '../config/options/option.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Surroundings } from './surroundings.ts';

export interface Command {
  readonly name: CommandName | 'list';
  readonly summary: string;
  /** Words that it takes without a flag. */
  readonly words?: { readonly name: string; readonly about: string; readonly several?: true };
  /** The head of its help; the name and the summary where there is none. */
  readonly usage?: string;
  /** What is wrong with a word too many, and how it is meant. */
  readonly oneWordTooMany?: (word: string) => string;
  readonly run: (flags: Flags, around: Surroundings) => Promise<ExitCode>;
}

export const commands: readonly Command[] = [
  {
    name: 'run',
    summary: 'compare variants under load',
    run: async (flags, around) => (await import('./run.ts')).run(flags, around),
  },
  {
    name: 'report',
    summary: 'write the report of a run again',
    words: { name: 'folder', about: 'of the run [the latest one]' },
    run: async (flags, around) => (await import('./report.ts')).report(flags, around),
  },
  {
    name: 'compare',
    summary: 'did anything change between two runs',
    words: { name: 'runs', about: 'base and head', several: true },
    usage: `cluster-bench compare <base> <head>
cluster-bench compare --base nightly/* --head today

Did anything change between two runs, by how much, and how sure is that?
docs/compare.md explains the verdicts.`,
    run: async ({ runs, ...flags }, around) => {
      const words = [runs ?? []].flat().map(String);
      return (await import('./compare.ts')).compare(flags, words, around);
    },
  },
  {
    name: 'ab',
    summary: 'compare two versions, in turns',
    oneWordTooMany: (word) =>
      `unexpected "${word}"; versions follow their flags, and a value with blanks is quoted: --base main --setup "npm ci"`,
    run: async (flags, around) => (await import('./ab.ts')).ab(flags, around),
  },
  {
    name: 'predict',
    summary: 'limits and expected figures, on paper',
    run: async (flags, around) => (await import('./predict.ts')).predict(flags, around),
  },
  {
    name: 'list',
    summary: 'what can be compared, and what runs here',
    run: async (_, around) => (await import('./list.ts')).list(around),
  },
  {
    name: 'doctor',
    summary: 'check this host for sources of noise',
    run: async (flags, around) => (await import('./doctor.ts')).doctor(flags, around),
  },
  {
    name: 'micro',
    summary: 'the parts of a request’s CPU time',
    run: async (flags, around) => (await import('./micro.ts')).micro(flags, around),
  },
  {
    name: 'history',
    summary: 'the runs of a folder over time, and their changes of level',
    words: { name: 'folder', about: 'of the runs [cluster-bench-report]' },
    run: async (flags, around) => (await import('./history.ts')).history(flags, around),
  },
  {
    name: 'nightly',
    summary: 'nightly run, compared with the last good ones',
    run: async (flags, around) => (await import('./nightly.ts')).nightly(flags, around),
  },
];

/** The command that yargs brings. */
export const completionCommand = {
  name: 'completion',
  summary: 'print a script that completes commands',
} as const;

export const commandNames: readonly string[] = [...commands, completionCommand].map(({ name }) => name);

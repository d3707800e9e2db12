/** The list of commands. Handlers are imported when called, as `--help` does not need them. */
import type { Flags } from '../config/flags.ts';
import type { CommandName } from '../config/options/option.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';

export interface Command {
  readonly name: CommandName | 'list';
  readonly summary: string;
  /** Words that it accepts without a flag. */
  readonly words?: { readonly name: string; readonly about: string; readonly several?: true };
  /** Beginning of its help; by default its name and summary. */
  readonly usage?: string;
  /** Message for an unexpected word. */
  readonly oneWordTooMany?: (word: string) => string;
  readonly run: (flags: Flags, around: CommandContext) => Promise<ExitCode>;
}

export const commands: readonly Command[] = [
  {
    name: 'run',
    summary: 'compare variants under load',
    run: async (flags, around) =>
      flags.resume === undefined
        ? (await import('./run.ts')).run(flags, around)
        : (await import('./resume.ts')).resume(flags, around),
  },
  {
    name: 'report',
    summary: 'rewrite the report of a run',
    words: { name: 'folder', about: 'folder of the run [the latest run]' },
    run: async (flags, around) => (await import('./report.ts')).report(flags, around),
  },
  {
    name: 'compare',
    summary: 'compare two runs, or several runs per side',
    words: { name: 'runs', about: 'base and head: folders or run.json files', several: true },
    usage: `cluster-bench compare <base> <head>
cluster-bench compare --base nightly/* --head today

Shows what changed between base and head, by how much, and how certain that is.
docs/compare.md explains the verdicts.`,
    run: async ({ runs, ...flags }, around) => {
      const words = [runs ?? []].flat().map(String);
      return (await import('./compare.ts')).compare(flags, words, around);
    },
  },
  {
    name: 'ab',
    summary: 'compare two versions in alternating trials',
    oneWordTooMany: (word) =>
      `unexpected "${word}"; versions follow a flag, and a value with spaces needs quotes: --base main --setup "npm ci"`,
    run: async (flags, around) => (await import('./ab.ts')).ab(flags, around),
  },
  {
    name: 'predict',
    summary: 'calculate limits and expected throughput',
    run: async (flags, around) => (await import('./predict.ts')).predict(flags, around),
  },
  {
    name: 'list',
    summary: 'show what can be compared on this host',
    run: async (_, around) => (await import('./list.ts')).list(around),
  },
  {
    name: 'doctor',
    summary: 'check this host for sources of noise',
    run: async (flags, around) => (await import('./doctor.ts')).doctor(flags, around),
  },
  {
    name: 'micro',
    summary: 'measure the parts of a request’s CPU time',
    run: async (flags, around) => (await import('./micro.ts')).micro(flags, around),
  },
  {
    name: 'history',
    summary: 'show runs over time and changes of level',
    words: { name: 'folder', about: 'folder of the runs [cluster-bench-report]' },
    run: async (flags, around) => (await import('./history.ts')).history(flags, around),
  },
  {
    name: 'nightly',
    summary: 'run, and compare with the last good nights',
    run: async (flags, around) => (await import('./nightly.ts')).nightly(flags, around),
  },
  {
    name: 'init',
    summary: 'write the configuration of your project',
    run: async (flags, around) => (await import('./init.ts')).init(flags, around),
  },
  {
    name: 'agent',
    summary: 'send load for runs on other hosts',
    usage: `cluster-bench agent --redis redis://10.0.0.5:6379

Waits for runs with --agents, and sends its share of their load from this host,
until Ctrl-C. It needs the CLUSTER_BENCH_SECRET of the run (16 characters or
more) in its environment, and CLUSTER_BENCH_REDIS_PASSWORD if Redis asks for one.
docs/distributed.md explains it step by step.`,
    run: async (flags, around) => (await import('./agent.ts')).agent(flags, around),
  },
  {
    name: 'comment',
    summary: 'write a result into a pull request on GitHub',
    words: { name: 'folder', about: 'folder of a run, a comparison or a night' },
    usage: `cluster-bench comment <folder>

Writes the result in the folder into the pull request of the event that started
a workflow on GitHub: the first time as a new comment, later into the same one.
It needs GITHUB_TOKEN in its environment, with "pull-requests: write".
docs/github.md explains it step by step.`,
    run: async (flags, around) => (await import('./comment.ts')).comment(flags, around),
  },
];

/** The command that yargs provides. */
export const completionCommand = {
  name: 'completion',
  summary: 'print a script for shell completion',
} as const;

export const commandNames: readonly string[] = [...commands, completionCommand].map(({ name }) => name);

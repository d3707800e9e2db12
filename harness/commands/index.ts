/** The commands and their options. Handlers are imported when called, for `--help` has no use of them. */
import type { Argv } from 'yargs';
import { abOptions } from '../config/ab-options.ts';
import { compareOptions } from '../config/compare-options.ts';
import { refuseUnknownFlags } from '../config/flags.ts';
import { historyOptions } from '../config/history-options.ts';
import { microOptions } from '../config/micro-options.ts';
import { didYouMean } from '../config/nearest.ts';
import { nightlyOptions } from '../config/nightly-options.ts';
import { type Option, options } from '../config/options.ts';
import { predictOptions } from '../config/predict.ts';
import { UsageError } from '../config/usage-error.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Surroundings } from './surroundings.ts';

export const commandNames = [
  'run',
  'report',
  'compare',
  'ab',
  'predict',
  'list',
  'doctor',
  'micro',
  'history',
  'nightly',
  'completion',
] as const;

const AB_WORDS =
  'versions follow their flags, and a value with blanks is quoted: --base main --setup "npm ci"';

/** @param finish is told the exit code of the command that ran */
export function addCommands(program: Argv, around: Surroundings, finish: (code: ExitCode) => void): Argv {
  return program
    .command(['run', '$0'], 'compare setups under load', addRunOptions, async (flags) => {
      // yargs prints the completion script, and comes here all the same.
      if (flags._[0] === 'completion') return;
      refuseWords(flags._, 'run');
      const { run } = await import('./run.ts');
      finish(await run(flags, around));
    })
    .command('report [folder]', 'write the report of a run again', addFolder, async (flags) => {
      refuseWords(flags._, 'report');
      refuseUnknownFlags(flags, ['folder']);
      const { report } = await import('./report.ts');
      finish(await report(flags.folder, around));
    })
    .command('compare [runs..]', 'did anything change between two runs', addSides, async (flags) => {
      const { compare } = await import('./compare.ts');
      const { runs, ...others } = flags;
      finish(await compare(others, runs?.map(String) ?? [], around));
    })
    .command(
      'predict',
      'bounds and figures to expect, on paper',
      addOptionsOf(predictOptions),
      async (flags) => {
        refuseWords(flags._, 'predict');
        const { predict } = await import('./predict.ts');
        finish(predict(flags, around));
      },
    )
    .command('ab', 'compare two versions, in turns', addAbOptions, async (flags) => {
      const [, word] = flags._;
      if (word !== undefined) throw new UsageError(`unexpected "${word}"; ${AB_WORDS}`);
      const { ab } = await import('./ab.ts');
      finish(await ab(flags, around));
    })
    .command('list', 'what can be compared, and what runs here', {}, async (flags) => {
      refuseWords(flags._, 'list');
      refuseUnknownFlags(flags, []);
      const { list } = await import('./list.ts');
      finish(await list(around));
    })
    .command('doctor', 'what of this host would disturb figures', addJson, async (flags) => {
      refuseWords(flags._, 'doctor');
      refuseUnknownFlags(flags, ['json']);
      const { doctor } = await import('./doctor.ts');
      finish(await doctor(flags.json === true, around));
    })
    .command('micro', 'what a request’s CPU is made of', addOptionsOf(microOptions), async (flags) => {
      refuseWords(flags._, 'micro');
      const { micro } = await import('./micro.ts');
      finish(await micro(flags, around));
    })
    .command(
      'history [folder]',
      'the runs of a folder in time, and their changes of level',
      addHistoryOptions,
      async (flags) => {
        refuseWords(flags._, 'history');
        const { history } = await import('./history.ts');
        finish(await history(flags, around));
      },
    )
    .command(
      'nightly',
      'a run a night, compared with the last good ones',
      addNightlyOptions,
      async (flags) => {
        refuseWords(flags._, 'nightly');
        const { nightly } = await import('./nightly.ts');
        finish(await nightly(flags, around));
      },
    );
}

function addOptionsOf(table: Readonly<Record<string, Option>>) {
  return (program: Argv): Argv => {
    for (const [name, { group, about, takes }] of Object.entries(table)) {
      program.option(name, { group, describe: about, type: takes === 'switch' ? 'boolean' : 'string' });
    }
    return program;
  };
}

function addRunOptions(program: Argv): Argv {
  addOptionsOf(options)(program);
  // Their values may begin with dashes; of all others a dash begins the next flag.
  return program.nargs({ 'app-args': 1, 'app-command': 1, 'node-args': 1, 'expect-body': 1 });
}

function addAbOptions(program: Argv): Argv {
  addOptionsOf(abOptions)(program);
  return program.nargs({ 'app-args': 1, 'app-command': 1, 'node-args': 1, 'expect-body': 1, setup: 1 });
}

function addNightlyOptions(program: Argv): Argv {
  addOptionsOf(nightlyOptions)(program);
  return program.nargs({ 'app-args': 1, 'app-command': 1, 'node-args': 1, 'expect-body': 1, setup: 1 });
}

function addSides(program: Argv) {
  addOptionsOf(compareOptions)(program);
  program.usage(`$0 compare <base> <head>
$0 compare --base nightly/* --head today

Did anything change between two runs, by how much, and how sure is that?
docs/compare.md tells what the answers mean.`);
  // A shell makes several words of nightly/*.
  program.array(['base', 'head']);
  return program.positional('runs', { type: 'string', array: true, describe: 'base and head' });
}

function addFolder(program: Argv) {
  return program.positional('folder', { type: 'string', describe: 'of the run [the latest one]' });
}

function addHistoryOptions(program: Argv): Argv {
  addOptionsOf(historyOptions)(program);
  return program.positional('folder', {
    type: 'string',
    describe: 'that the runs are in [cluster-bench-report]',
  });
}

function addJson(program: Argv) {
  const describe = 'for scripts; the exit code is 1 where a check is doubtful, with it or without';
  return program.option('json', { type: 'boolean', describe });
}

/** Words that are neither a command nor a flag's value: a mistyped command, or a list with blanks in it. */
function refuseWords(words: readonly (string | number)[], command: (typeof commandNames)[number]): void {
  const [word] = words.slice(words[0] === command ? 1 : 0).map(String);
  if (word === undefined) return;
  if (/^\d/.test(word)) {
    throw new UsageError(`unexpected "${word}"; the values of one flag are joined by commas: --workers 1,8`);
  }
  const hint = didYouMean(word, commandNames) || '; cluster-bench --help lists the commands';
  throw new UsageError(`unknown command "${word}"${hint}`);
}

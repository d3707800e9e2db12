/** Runs the command that a command line names. */
import yargs, { type Argv } from 'yargs';
import { refuseOddSwitches, refuseUnknownFlags } from '../config/flags.ts';
import { didYouMean } from '../config/nearest.ts';
import { optionsOf } from '../config/options/index.ts';
import type { CommandName } from '../config/options/option.ts';
import { withLongFlags } from '../config/short-flags.ts';
import { UsageError } from '../config/usage-error.ts';
import { packageVersion } from '../host/package-version.ts';
import type { CommandContext } from './command-context.ts';
import { completions } from './completion.ts';
import type { ExitCode } from './exit-codes.ts';
import { type Command, commandNames, commands, completionCommand } from './index.ts';

/**
 * Runs the command that the words name. Help is handled elsewhere, without yargs: loading yargs takes longer than
 * printing the help.
 *
 * @param finish called with the exit code of the command
 * @throws {UsageError} if the command line is wrong
 */
export async function runProgram(
  args: readonly string[],
  around: CommandContext,
  finish: (code: ExitCode) => void,
): Promise<void> {
  const named = commandNamed(args);
  refuseOddSwitches(args, named);
  const program = yargs(withLongFlags(args, named))
    .parserConfiguration({
      'camel-case-expansion': false,
      'dot-notation': false,
      'nargs-eats-options': true,
      'short-option-groups': false,
    })
    .scriptName('cluster-bench')
    .exitProcess(false)
    .help(false)
    .version(packageVersion())
    .locale('en')
    .fail((message: string, error: Error | undefined) => {
      throw parseError(message, error);
    });
  for (const command of commands) {
    program.command(
      command.name === 'run' ? ['run', '$0'] : usageOf(command),
      command.summary,
      (own) => addOptions(own, command),
      async (flags) => {
        // yargs also calls this after it printed the completion script.
        if (flags._[0] === completionCommand.name) return;
        refuseWords(flags._, command);
        if (!optionNames(command).length)
          refuseUnknownFlags(flags, command.words ? [command.words.name] : []);
        finish(await command.run(flags, around));
      },
    );
  }
  program.completion(completionCommand.name, completionCommand.summary, () => completions(args.slice(1)));
  await program.parseAsync();
}

/** The command that a command line begins with; `run` if it begins with a flag. */
function commandNamed([word]: readonly string[]): CommandName {
  return (commands.find(({ name }) => name === word)?.name ?? 'run') as CommandName;
}

function usageOf({ name, words }: Command): string {
  return words ? `${name} [${words.name}${words.several ? '..' : ''}]` : name;
}

function optionNames({ name }: Command): string[] {
  return Object.keys(optionsOf(name as CommandName));
}

function addOptions(program: Argv, { name, words }: Command): void {
  for (const [option, { kind, mayBeginWithDash, takesWords }] of Object.entries(
    optionsOf(name as CommandName),
  )) {
    program.option(option, {
      type: kind.takes === 'switch' ? 'boolean' : 'string',
      // yargs renders its help before each command, although nobody sees it.
      hidden: true,
      ...(mayBeginWithDash ? { nargs: 1 } : {}),
      ...(takesWords ? { array: true } : {}),
    });
  }
  if (words) program.positional(words.name, { type: 'string', array: words.several ?? false });
}

/** Refuses words that are neither a command nor a value: a mistyped command, or a list with spaces. */
function refuseWords(words: readonly (string | number)[], { name, oneWordTooMany }: Command): void {
  const [word] = words.slice(words[0] === name ? 1 : 0).map(String);
  if (word === undefined) return;
  if (oneWordTooMany) throw new UsageError(oneWordTooMany(word));
  if (/^\d/.test(word)) {
    throw new UsageError(`unexpected "${word}"; join the values of a flag with commas: --workers 1,8`);
  }
  const hint = didYouMean(word, commandNames) || '; cluster-bench --help lists the commands';
  throw new UsageError(`unknown command "${word}"${hint}`);
}

/** An error of yargs in our own words; an error of the command itself stays as it is. */
function parseError(message: string, error: Error | undefined): Error {
  if (error !== undefined && error.name !== 'YError') return error;
  const flag = message?.match(/^Not enough arguments following: (\S+)/)?.[1];
  return new UsageError(flag ? `--${flag} needs a value` : message);
}

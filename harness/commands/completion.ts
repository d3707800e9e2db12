/** What a shell offers after Tab: commands, flags, and the values of a flag, behind a comma too. */
import { optionsOf } from '../config/options/index.ts';
import { type CommandName, isOffered, namesOf, type Option } from '../config/options/option.ts';
import { runOptions } from '../config/options/run.ts';
import { commandNames } from './index.ts';

/**
 * @param words of the command line, the program's name first and the unfinished word last
 * @returns candidates for the last word; none leaves it to the shell, which offers files
 */
export async function completions(words: readonly string[]): Promise<string[]> {
  const { flag, typed, prefix, before } = unfinished(words);
  const command = commandIn(before);
  const option = flag.startsWith('--') ? optionNamed(flag.slice(2), command) : undefined;
  if (option && option.kind.takes !== 'switch') {
    return behindComma(typed, (await option.kind.names?.())?.all ?? []).map((value) => prefix + value);
  }
  if (typed.startsWith('-')) return await flagsOf(command);
  return before.length <= 1 ? [...commandNames] : [];
}

/** The command that the words ask for, which is `run` where a flag comes first. */
function commandIn([, word = 'run']: readonly string[]): string {
  return word.startsWith('-') ? 'run' : word;
}

function optionNamed(name: string, command: string): Option | undefined {
  const own = optionsOf(command as CommandName);
  // A flag may come before its command.
  const all: Readonly<Record<string, Option>> = { ...runOptions, ...own };
  return Object.hasOwn(all, name) ? all[name] : undefined;
}

/** What is typed, and the flag that it would be a value of. bash hands over `--policy=r` as three words. */
function unfinished(words: readonly string[]) {
  const last = words.at(-1) ?? '';
  const [, flag, typed] = /^(--[a-z-]+)=(.*)$/.exec(last) ?? [];
  if (flag !== undefined && typed !== undefined) {
    return { flag, typed, prefix: `${flag}=`, before: words.slice(0, -1) };
  }
  const before = words.slice(0, -1).filter((word) => word !== '=');
  return { flag: before.at(-1) ?? '', typed: last === '=' ? '' : last, prefix: '', before };
}

async function flagsOf(command: string): Promise<string[]> {
  const table = optionsOf(command as CommandName);
  const names = await namesOf(table);
  const own = Object.keys(table).filter((name) => table[name] && isOffered(table[name], names[name]));
  return [...own, ...(command === 'run' ? ['version'] : []), 'help'].map((name) => `--${name}`);
}

/** After `rr,` each value that is not yet in the list. */
function behindComma(typed: string, values: readonly string[]): string[] {
  const chosen = typed.split(',').slice(0, -1);
  const prefix = chosen.map((value) => `${value},`).join('');
  return values.filter((value) => !chosen.includes(value)).map((value) => prefix + value);
}

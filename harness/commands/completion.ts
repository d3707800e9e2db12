/** Shell completion: commands, flags and the values of a flag, also after a comma. */
import { optionsOf } from '../config/options/index.ts';
import { type CommandName, isOffered, namesOf, type Option } from '../config/options/option.ts';
import { runOptions } from '../config/options/run.ts';
import { commandNames } from './index.ts';

/**
 * @param words of the command line: the program's name first, the unfinished word last
 * @returns candidates for the last word; if there are none, the shell completes file names
 */
export async function completions(words: readonly string[]): Promise<string[]> {
  const { flag, typed, prefix, before } = unfinished(words);
  const command = commandIn(before);
  const option = optionNamed(flag, command);
  if (option && option.kind.takes !== 'switch') {
    return behindComma(typed, (await option.kind.names?.())?.all ?? []).map((value) => prefix + value);
  }
  if (typed.startsWith('-')) return await flagsOf(command);
  return before.length <= 1 ? [...commandNames] : [];
}

/** The command on the command line; `run` if a flag comes first. */
function commandIn([, word = 'run']: readonly string[]): string {
  return word.startsWith('-') ? 'run' : word;
}

/** @param flag `--method`, or `-X` */
function optionNamed(flag: string, command: string): Option | undefined {
  const own = optionsOf(command as CommandName);
  // A flag may come before its command.
  const all: Readonly<Record<string, Option>> = { ...runOptions, ...own };
  const [name = '', letter] = [flag.replace(/^--/, ''), /^-(\w)$/.exec(flag)?.[1]];
  if (letter !== undefined) return Object.values(all).find(({ alias }) => alias === letter);
  return flag.startsWith('--') && Object.hasOwn(all, name) ? all[name] : undefined;
}

/** The unfinished word, and the flag that it is a value of. bash splits `--policy=r` into three words. */
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
  const own = Object.entries(table).flatMap(([name, option]) => {
    if (!isOffered(option, names[name])) return [];
    return option.alias === undefined ? [`--${name}`] : [`--${name}`, `-${option.alias}`];
  });
  return [...own, ...(command === 'run' ? ['--version'] : []), '--help'];
}

/** Values that may follow `rr,`: those that the list does not contain yet. */
function behindComma(typed: string, values: readonly string[]): string[] {
  const chosen = typed.split(',').slice(0, -1);
  const prefix = chosen.map((value) => `${value},`).join('');
  return values.filter((value) => !chosen.includes(value)).map((value) => prefix + value);
}

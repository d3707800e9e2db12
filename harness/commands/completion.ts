/** What a shell offers after Tab: commands, flags, and the values of a flag, behind a comma too. */
import { abOptions } from '../config/ab-options.ts';
import { compareOptionNames } from '../config/compare-options.ts';
import { historyOptionNames } from '../config/history-options.ts';
import { microOptionNames } from '../config/micro-options.ts';
import { nightlyOptions } from '../config/nightly-options.ts';
import { isOptionName, optionNamed, optionNames } from '../config/options.ts';
import { predictOptionNames } from '../config/predict.ts';
import { commandNames } from './index.ts';

/** Of each command that has some of its own. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  run: [...optionNames, 'version'],
  ab: Object.keys(abOptions),
  compare: compareOptionNames,
  predict: predictOptionNames,
  doctor: ['json'],
  micro: microOptionNames,
  history: historyOptionNames,
  nightly: Object.keys(nightlyOptions),
};

/**
 * @param words of the command line, the program's name first and the unfinished word last
 * @returns candidates for the last word; none leaves it to the shell, which offers files
 */
export async function completions(words: readonly string[]): Promise<string[]> {
  const { flag, typed, prefix, before } = unfinished(words);
  const name = flag.replace(/^--/, '');
  if (flag.startsWith('--') && isOptionName(name) && optionNamed(name).takes !== 'switch') {
    return behindComma(typed, await valuesOf(name)).map((value) => prefix + value);
  }
  const command = before[1] ?? 'run';
  if (typed.startsWith('-')) return flagsOf(command);
  return before.length <= 1 ? [...commandNames] : [];
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

function flagsOf(command: string): string[] {
  const own = FLAGS[command.startsWith('-') ? 'run' : command] ?? [];
  return [...own, 'help'].map((name) => `--${name}`);
}

/** Loaded when they are asked for. */
const lists: Readonly<Record<string, () => Promise<readonly { readonly name: string }[]>>> = {
  topology: async () => (await import('../../targets/topologies/index.ts')).topologies,
  policy: async () => (await import('../../targets/policies/index.ts')).policies,
  proxy: async () => (await import('../../targets/proxies/index.ts')).proxies,
  scenario: async () => (await import('../../scenarios/index.ts')).scenarios,
  app: async () => (await import('../../targets/apps/index.ts')).builtInApps,
};

async function valuesOf(name: (typeof optionNames)[number]): Promise<readonly string[]> {
  const { values } = optionNamed(name);
  if (values) return values;
  return (await lists[name]?.())?.map((member) => member.name) ?? [];
}

/** After `rr,` each value that is not yet in the list. */
function behindComma(typed: string, values: readonly string[]): string[] {
  const chosen = typed.split(',').slice(0, -1);
  const prefix = chosen.map((value) => `${value},`).join('');
  return values.filter((value) => !chosen.includes(value)).map((value) => prefix + value);
}

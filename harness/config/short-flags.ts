/** Short flags as curl has them: `-X POST`, `-XPOST` -> `--method POST`. */
import { optionsOf } from './options/index.ts';
import type { CommandName } from './options/option.ts';

/** withLongFlags replaces the short flags of a command. A value stays as it is, whatever it looks like. */
export function withLongFlags(args: readonly string[], command: CommandName): string[] {
  const options = optionsOf(command);
  const byAlias = new Map(
    Object.entries(options).flatMap(([name, { alias }]) =>
      alias === undefined ? [] : [[alias, name] as const],
    ),
  );
  const long: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    const [, alias = '', attached = ''] = /^-(\w)(.*)$/s.exec(word) ?? [];
    const flag = byAlias.get(alias);
    if (flag === undefined) {
      long.push(word);
      const takes = word.startsWith('--') ? options[word.slice(2)]?.kind.takes : undefined;
      if (takes === undefined || takes === 'switch') continue;
    } else if (attached === '') long.push(`--${flag}`);
    else {
      long.push(`--${flag}`, attached);
      continue;
    }
    // The next word is the value.
    const value = args[++index];
    if (value !== undefined) long.push(value);
  }
  return long;
}

/** The options of a run -> the JSON Schema of cluster-bench.config.json. */
import type { KnownNames } from '../config/options/known-names.ts';
import { aboutText, isOffered, namesOf, type Option, shownDefault } from '../config/options/option.ts';
import { runOptions } from '../config/options/run.ts';

/** configSchema accepts both spellings of a key: `load-processes` and `loadProcesses`. */
export async function configSchema(): Promise<object> {
  // A file cannot name another file.
  const { config, ...table } = runOptions;
  const names = await namesOf(table);
  const entries = Object.entries<Option>(table).flatMap(([name, option]) => {
    if (!isOffered(option, names[name])) return [];
    const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const own = [[name, described(option, names[name])]] as const;
    return camel === name ? own : [...own, [camel, { $ref: `#/properties/${name}` }] as const];
  });
  return {
    title: 'cluster-bench.config.json, the options of cluster-bench',
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      $schema: { description: 'for editors; cluster-bench ignores it', type: 'string' },
      ...Object.fromEntries(entries),
    },
    additionalProperties: false,
  };
}

function described(option: Option, names: KnownNames | undefined): object {
  const shown = shownDefault(option, names);
  const short = option.alias === undefined ? '' : ` (-${option.alias})`;
  const description = `${aboutText(option, names)}${short}${shown ? ` [${shown}]` : ''}`;
  const { usual } = option;
  const standard = typeof usual === 'string' ? { default: Number(usual) || usual } : {};
  return { description, ...standard, ...option.kind.schema(names?.all ?? []) };
}

/** Options -> JSON Schemas: of the configuration file, and of the rules of a comparison. */

import { comparingOptions } from '../config/compare.ts';
import type { KnownNames } from '../config/options/known-names.ts';
import {
  aboutText,
  isOffered,
  namesOf,
  type Option,
  type OptionTable,
  shownDefault,
} from '../config/options/option.ts';
import { runOptions } from '../config/options/run.ts';

const TITLE = 'cluster-bench.config.json, the options of cluster-bench';

/** A file cannot name another file. */
const { config, ...fileOptions } = runOptions;

export function configSchema(): Promise<object> {
  return schemaOf(fileOptions, TITLE, {
    $schema: { description: 'for editors; cluster-bench ignores it', type: 'string' },
  });
}

/** rulesSchema is that of the options of `compare` in a program. */
export function rulesSchema(): Promise<object> {
  return schemaOf(comparingOptions, 'rules of a comparison', {});
}

/** schemaOf accepts both spellings of a key: `load-processes` and `loadProcesses`. */
async function schemaOf(table: OptionTable, title: string, others: object): Promise<object> {
  const names = await namesOf(table);
  const entries = Object.entries<Option>(table).flatMap(([name, option]) => {
    if (!isOffered(option, names[name])) return [];
    const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const own = [[name, described(option, names[name])]] as const;
    return camel === name ? own : [...own, [camel, { $ref: `#/properties/${name}` }] as const];
  });
  return {
    title,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    // Editors read these two.
    allowComments: true,
    allowTrailingCommas: true,
    type: 'object',
    properties: { ...others, ...Object.fromEntries(entries) },
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

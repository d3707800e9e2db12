/** The text of a configuration file, with comments. */
import type { Entry } from './describe-app.ts';

const HEAD = [
  '  // Every flag of "npx cluster-bench --help" may stand here; docs/command-line.md has the table.',
];

/** @param schema address of the JSON Schema, for editors */
export function configText(entries: readonly Entry[], schema: string): string {
  const lines = entries.flatMap(({ key, value, comment, isOff }) => [
    ...(comment === undefined ? [] : [`\n  // ${comment}`]),
    `  ${isOff ? '// ' : ''}"${key}": ${shown(value)},`,
  ]);
  return ['{', `  "$schema": ${JSON.stringify(schema)},`, ...HEAD, ...lines, '}', ''].join('\n');
}

function shown(value: Entry['value']): string {
  return typeof value === 'string'
    ? JSON.stringify(value)
    : `[${value.map((one) => JSON.stringify(one)).join(', ')}]`;
}

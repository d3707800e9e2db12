/** Outputs of a step, in the format of GITHUB_OUTPUT. */
import { randomUUID } from 'node:crypto';

/**
 * stepOutputs returns one entry per output. A delimiter that nobody can guess keeps a value with line breaks from
 * becoming another output.
 */
export function stepOutputs(outputs: Readonly<Record<string, string>>): string {
  const end = `end-${randomUUID()}`;
  return Object.entries(outputs)
    .map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`)
    .join('');
}

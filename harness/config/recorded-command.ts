/** Reads the command of a record back: the opposite of `commandOf`. */
import type { Option } from './options/option.ts';
import { isRunOptionName, runOptions } from './options/run.ts';
import { UsageError } from './usage-error.ts';
import { withQuick } from './user-config.ts';
import type { UserConfig } from './user-values.ts';
import type { Given } from './values.ts';

/**
 * userOf returns the values of a run's recorded command. Neither variables nor a configuration file add to them.
 *
 * @param cwd working directory of the run
 * @throws {UsageError} at an option that this version does not have
 */
export function userOf(command: readonly string[], cwd: string): UserConfig {
  const given: Record<string, Given> = {};
  for (let index = 0; index < command.length; index++) {
    const [, name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(command[index] ?? '') ?? [];
    if (!isRunOptionName(name)) {
      throw new UsageError(`the recorded command has ${command[index]}, which this version does not know`);
    }
    const { kind }: Option = runOptions[name];
    const text = value ?? (kind.takes === 'switch' ? 'true' : (command[++index] ?? ''));
    const texts = [...(given[name]?.texts ?? []), text];
    given[name] = { texts, origin: originOf(name), folder: cwd };
  }
  return withQuick(given);
}

/**
 * Values without effect are refused as flags. The file or the variables of the run may have held some, so that the
 * recorded ones do not count as flags. Only a flag `--rate` opens a closed loop, and the command has no other rate.
 */
function originOf(name: string): string {
  return name === 'rate' ? '--rate' : `the recorded --${name}`;
}

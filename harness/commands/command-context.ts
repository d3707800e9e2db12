/** Everything outside the program that a command uses; passed in, so that tests can replace it. */
import { type Surroundings, surroundings } from '../library/surroundings.ts';

export interface CommandContext extends Surroundings {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export function commandContext(): CommandContext {
  return { ...surroundings(), stdout: process.stdout, stderr: process.stderr };
}

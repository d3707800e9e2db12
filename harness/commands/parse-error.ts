import { UsageError } from '../config/usage-error.ts';

/** What yargs found wrong, in our words; an error of a command's own stays as it is. */
export function parseError(message: string, error: Error | undefined): Error {
  if (error !== undefined && error.name !== 'YError') return error;
  const flag = message?.match(/^Not enough arguments following: (\S+)/)?.[1];
  return new UsageError(flag ? `--${flag} needs a value` : message);
}

/** Loads a bundled module of the user's in this process. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ScenarioModule } from '../../../scenarios/scenario.ts';
import { importBundle } from '../../load/users/import-bundle.ts';
import { locatedMessage } from '../../load/users/locate-error.ts';
import { UsageError } from '../usage-error.ts';

/** A module that waits for something when it is loaded would hold up every load process. */
const LONGEST_LOAD_MS = 10_000;

/**
 * loadModule returns the default export.
 *
 * @param given the module as a message names it
 * @throws {UsageError} if it throws, or waits for something
 */
export async function loadModule(module: ScenarioModule, given: string): Promise<unknown> {
  const late = new AbortController();
  return Promise.race([
    importBundle(module).catch((error) => {
      throw new UsageError(`${given} fails when it is loaded: ${locatedMessage(error)}`, { cause: error });
    }),
    sleep(LONGEST_LOAD_MS, undefined, { signal: late.signal }).then(() => {
      throw new UsageError(`${given} is not loaded after ${LONGEST_LOAD_MS / 1_000} s; it awaits something`);
    }),
  ]).finally(() => late.abort());
}

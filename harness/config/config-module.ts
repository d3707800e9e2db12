/** `cluster-bench.config.ts` and the like: a module whose default export is the configuration. */
import { apiModule } from '../load/users/import-bundle.ts';
import { bundleModule } from './scenarios/bundle-module.ts';
import { loadModule } from './scenarios/load-module.ts';
import { UsageError } from './usage-error.ts';

/** A configuration may share modules with scenarios, so that it gets their names too. */
const configApi = `${apiModule} export const defineConfig = (config) => config;`;

/** isModule says whether a file is loaded as a module; any other is read as JSON. */
export function isModule(path: string): boolean {
  return /\.[cm]?[jt]s$/.test(path);
}

/**
 * @param path absolute
 * @param name of the file, for messages
 * @throws {UsageError} if it cannot be bundled, throws, or has no object as its default export
 */
export async function importConfig(path: string, name: string): Promise<object> {
  const exported = await loadModule(await bundleModule(path, name, configApi), name);
  if (typeof exported === 'object' && exported !== null && !Array.isArray(exported)) return exported;
  throw new UsageError(
    `${name} has no configuration as its default export; write export default defineConfig({ ... })`,
  );
}

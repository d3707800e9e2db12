/** Imports the bundle of a scenario's module, in whichever process needs it. */
import * as api from '../../../scenarios/api.ts';
import type { ScenarioModule } from '../../../scenarios/scenario.ts';
import { named } from './locate-error.ts';

/** A bundle finds what it imports from `cluster-bench` in this global, so that it is whole without a path of ours. */
const API = 'cluster-bench';

Reflect.set(globalThis, Symbol.for(API), api);

/** apiModule is the code that stands for `cluster-bench` in a bundle. */
export const apiModule = `export const { ${Object.keys(api).join(', ')} } = globalThis[Symbol.for('${API}')];`;

/** importBundle returns the default export of a bundle. A process that imports it again gets the same one. */
export async function importBundle({
  bundle,
  sha256,
}: Pick<ScenarioModule, 'bundle' | 'sha256'>): Promise<unknown> {
  const code = Buffer.from(named(bundle, sha256)).toString('base64');
  const { default: exported } = await import(`data:text/javascript;base64,${code}`);
  return exported;
}

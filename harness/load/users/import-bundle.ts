/** Imports the bundle of a scenario's module, in whichever process needs it. */
import * as api from '../../../scenarios/api.ts';

/** A bundle finds what it imports from `cluster-bench` in this global, so that it is whole without a path of ours. */
const API = 'cluster-bench';

Reflect.set(globalThis, Symbol.for(API), api);

/** apiModule is the code that stands for `cluster-bench` in a bundle. */
export const apiModule = `export const { ${Object.keys(api).join(', ')} } = globalThis[Symbol.for('${API}')];`;

/** importBundle returns the default export of a bundle. A process that imports it again gets the same one. */
export async function importBundle(bundle: string): Promise<unknown> {
  const { default: exported } = await import(
    `data:text/javascript;base64,${Buffer.from(bundle).toString('base64')}`
  );
  return exported;
}

import { scenarios } from '../../scenarios/index.ts';
import { services } from '../../targets/services/index.ts';
import { topologies } from '../../targets/topologies/index.ts';
import type { Settable } from './settings.ts';

/** settable returns every member that may have settings. */
export function settable(): Settable[] {
  return [...topologies, ...scenarios, ...services];
}

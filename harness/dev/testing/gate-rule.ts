import { gatesIn } from '../../config/gates.ts';
import type { GateRule } from '../../records/gate.ts';

/** gateRules are gates as `--gate` gives them. */
export function gateRules(...texts: readonly string[]): GateRule[] {
  return gatesIn({ texts, origin: '--gate', folder: '.' });
}

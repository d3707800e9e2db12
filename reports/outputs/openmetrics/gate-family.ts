/** The gates of a run as a family. */
import type { Gate } from '../../../harness/records/gate.ts';
import { PREFIX } from './cell-families.ts';
import type { Family } from './family.ts';

export function gateFamily(gates: readonly Gate[]): Family {
  return {
    name: `${PREFIX}gate_met`,
    unit: null,
    help: '1 if the gate is met, 0 if it is not met or undecided',
    samples: gates.map(({ text, metric, cell, label, result }) => ({
      labels: { gate: text, metric, cell, label: label ?? '', result },
      value: result === 'met' ? 1 : 0,
    })),
  };
}

/** Annotations of gates that fail a command: those that are not met, and those that could not be decided. */
import { type Gate, unmetGates } from '../../harness/records/gate.ts';
import { worstFirst } from '../gates/table.ts';
import { gateInterval, gateValue, isNamed, RESULT_WORDS } from '../gates/words.ts';
import type { Annotation } from './annotation.ts';

export function gateAnnotations(gates: readonly Gate[]): Annotation[] {
  return worstFirst(unmetGates(gates)).map((gate) => ({
    level: 'error',
    title: `Gate ${RESULT_WORDS[gate.result]}`,
    message: `${gate.text}: ${whereText(gate)}${gateValue(gate)}${intervalText(gate)}${gate.reason === null ? '' : `; ${gate.reason}`}`,
  }));
}

/** The variant and the label, where the gate does not name them. */
function whereText(gate: Gate): string {
  const { text, cell, label } = gate;
  const hasLabel = label === null || text.includes(`[${label}]`);
  return [...(isNamed(gate) ? [] : [cell]), ...(hasLabel ? [] : [label])].map((name) => `${name}, `).join('');
}

function intervalText(gate: Gate): string {
  return gate.interval === null ? '' : ` (${gateInterval(gate)})`;
}

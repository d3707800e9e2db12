/** A test case for each gate. */
import type { Gate } from '../../../harness/records/gate.ts';
import { counted, UNKNOWN } from '../../format.ts';
import { gateInterval, gateValue, isNamed, RESULT_WORDS } from '../../gates/words.ts';
import type { TestCase } from './xml.ts';

/** A gate that cannot be told fails as one that is not met does: both make the exit code 1. */
export function gateCases(gates: readonly Gate[], className: string): TestCase[] {
  return gates.map((gate) => {
    const figure = figureText(gate);
    const words = `${RESULT_WORDS[gate.result]}: ${gate.reason === null ? figure : `${gate.reason}; ${figure}`}`;
    const details = [
      words,
      ...(gate.lacking === 0 ? [] : [`${counted(gate.lacking, 'trial')} without a figure`]),
    ];
    const isMet = gate.result === 'met';
    return {
      className: `${className}.gates`,
      name: nameOf(gate),
      seconds: null,
      problem: isMet ? null : { kind: 'failure', type: gate.result, message: words, details },
      out: isMet ? details : [],
      err: [],
    };
  });
}

/** The gate as it was written, with what a pattern in it stands for here. */
function nameOf(gate: Gate): string {
  const { text, cell, label } = gate;
  const isLabelNamed = label === null || text.includes(`[${label}]`);
  return `${text}${isNamed(gate) ? '' : `, ${cell}`}${isLabelNamed ? '' : `, ${label}`}`;
}

/** `131 ms, 95% interval 126 to 137` */
function figureText(gate: Gate): string {
  const interval = gateInterval(gate);
  return interval === UNKNOWN ? gateValue(gate) : `${gateValue(gate)}, 95% interval ${interval}`;
}

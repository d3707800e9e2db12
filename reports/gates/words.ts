/** Words for gates, as plain text. */
import type { Gate } from '../../harness/records/gate.ts';
import { metricFigure, metricValue } from '../compare/words.ts';
import { counted, fixed, UNKNOWN } from '../format.ts';

export const RESULT_WORDS: Readonly<Record<Gate['result'], string>> = {
  met: 'met',
  'not-met': 'not met',
  undecided: 'undecided',
};

/** isNamed says whether the gate names its variant, so that no pattern chose it. */
export function isNamed({ text, cell }: Pick<Gate, 'text' | 'cell'>): boolean {
  return text.replace(/\s*[<>]=?[^<>]*$/, '').endsWith(` ${cell}`);
}

/** The figure of a gate: `70.9 ms`. */
export function gateValue({ metric, value }: Pick<Gate, 'metric' | 'value'>): string {
  return value === null ? 'no figure' : metricValue(metric, value);
}

/** The interval that a gate was judged by: `68.1 to 73.7`, `assumed 55.0 to 86.8`, `5,000 or more`. */
export function gateInterval({ metric, interval }: Pick<Gate, 'metric' | 'interval'>): string {
  if (interval === null) return UNKNOWN;
  const low = metricFigure(metric, interval.low);
  const ends = interval.high === null ? `${low} or more` : `${low} to ${metricFigure(metric, interval.high)}`;
  return interval.source === 'assumed' ? `assumed ${ends}` : ends;
}

/** `2 of 5 gates not met, 1 undecided`; `all 5 gates met`. */
export function gatesInWords(gates: readonly Pick<Gate, 'result'>[]): string {
  const count = (result: Gate['result']) => gates.filter((gate) => gate.result === result).length;
  const [missed, open] = [count('not-met'), count('undecided')];
  const all = counted(gates.length, 'gate');
  if (missed + open === 0) return gates.length === 1 ? 'the gate is met' : `all ${all} met`;
  if (missed === 0) return `${fixed(open, 0)} of ${all} undecided, which counts as not met`;
  return `${fixed(missed, 0)} of ${all} not met${open === 0 ? '' : `, ${fixed(open, 0)} undecided`}`;
}

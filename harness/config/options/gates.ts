/** The option of gates. `compare` and `report` have it too, but read neither variables nor a configuration file. */
import { gatesIn } from '../gates.ts';
import { parsedTexts } from './kinds.ts';
import type { Option } from './option.ts';

const gate = {
  group: 'Gates:',
  about: 'limit to keep, or exit 1: "p99 cluster-8-rr < 120"; repeatable',
  kind: parsedTexts(gatesIn),
  otherwise: 'none',
  example: '"p99 * < 120"',
} as const;

export const THRESHOLDS = 'Thresholds and gates:';
const ofHead = {
  group: THRESHOLDS,
  about: 'limit for the head: "p99 cluster-8-rr < 120"; repeatable',
} as const;

export const gateOptions = {
  gate: { ...gate, commands: { run: {}, ab: ofHead, nightly: {} } },
} as const satisfies Record<string, Option>;

export const comparisonGateOptions = {
  gate: { ...gate, commands: { compare: ofHead } },
} as const satisfies Record<string, Option>;

export const reportGateOptions = {
  gate: { ...gate, about: 'judge by these gates instead of the run’s own', commands: { report: {} } },
} as const satisfies Record<string, Option>;

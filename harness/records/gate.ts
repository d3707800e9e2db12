/**
 * Gates: limits that a run must keep, and how each was judged. `run.json`, a comparison and a night hold them.
 * docs/gates.md explains both.
 */
import { z } from 'zod';
import { count, metric, orNull, text } from './fields.ts';

const rule = {
  text: text.describe('the gate as it was written'),
  metric,
  label: orNull(
    text,
    'only the requests of this label; in a plan it may be a pattern; null: all requests of the load',
  ),
  cell: text.describe('id of a cell; in a plan, a name or a pattern that a user wrote'),
  sign: z.enum(['<', '<=', '>', '>=']),
  limit: z.number().describe('in `unit`'),
  unit: text.describe('unit of limit, value and interval: req/s, ms, µs, bytes, share ...'),
};

/** A gate before it is judged: it may concern several cells, and several labels of each. */
export const gateRule = z.object(rule);

const interval = z.object({
  low: z.number(),
  high: orNull(z.number(), 'null if nothing limits it: a search found no rate that was too high'),
  source: z
    .enum(['measured', 'assumed'])
    .describe(
      'measured: from the spread of the trials; assumed: around a single trial, from what trials may differ by on a quiet host',
    ),
});

/** A gate of one cell, judged. */
export const gate = z.object({
  ...rule,
  value: orNull(z.number(), 'mean over the trials; null if none has a figure'),
  interval: orNull(interval, '95% confidence interval of the mean; null if none has a figure'),
  result: z
    .enum(['met', 'not-met', 'undecided'])
    .describe(
      'met, not-met: the whole interval is on one side of the limit; undecided: it cannot be told, and then the gate counts as not met',
    ),
  reason: orNull(text, 'why it is undecided, in words; null if it is decided'),
  lacking: count.describe('trials that failed or have no plausible figure of the metric'),
});

export type GateRule = z.infer<typeof gateRule>;
export type GateInterval = z.infer<typeof interval>;
export type Gate = z.infer<typeof gate>;

/** unmetGates are the gates that fail a run: those that are not met, and those that could not be decided. */
export function unmetGates<One extends Pick<Gate, 'result'>>(gates: readonly One[]): One[] {
  return gates.filter(({ result }) => result !== 'met');
}

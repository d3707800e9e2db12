/**
 * The comparison of two sides: the contract between judging a change and telling of it, as `run.ts` is between
 * measuring and reporting.
 *
 * Every type below is inferred from a schema, and `docs/comparison.schema.json` is generated from the same schema.
 * Everything may import this file.
 */
import { z } from 'zod';
import { atLeastOne, count, fraction, instant, metric, orNull, share, text } from './fields.ts';

export const COMPARISON_SCHEMA = 'cluster-bench/comparison@1';

/** One run of a side. */
const run = z.object({
  path: text.describe('as it was named, or found'),
  startedAt: instant,
  status: z.enum(['complete', 'partial']),
  commit: text.nullable(),
  dirty: z.boolean(),
  nodeVersion: text,
  hostname: text,
  cpuModel: text,
  cores: atLeastOne,
});

const side = z.object({
  label: text.describe('how texts name it: a commit, a Node version, a folder'),
  runs: z.array(run),
});

const interval = z
  .object({ low: share, high: share })
  .describe('of the change, at the method’s confidence; marginal, not corrected for the number of cells');

const figures = z.object({
  mean: z
    .number()
    .nullable()
    .describe(
      'geometric over trials, and over runs of them; of errors the arithmetic mean of shares; null without figures',
    ),
  runs: z.array(z.array(z.number())).describe('a row a run, a figure an ok trial, in the metric’s unit'),
});

const effect = z.object({
  metric,
  unit: text.describe('of the figures: req/s, ms, µs, bytes, share'),
  better: z.enum(['more', 'less']),
  base: figures,
  head: figures,
  change: orNull(
    share,
    'head / base - 1; null where either side has no positive figure; of errors the difference',
  ),
  interval: orNull(interval, 'null where the spread is not known, and of errors'),
  pValue: orNull(fraction, 'two-sided, of no change at all; not corrected'),
});

const verdict = z.enum(['regression', 'improvement', 'no-change', 'undecided']);

const more = z
  .object({
    trials: orNull(
      count,
      'more of each side, to decide with 50% probability; null where only more runs would',
    ),
    runs: orNull(count, 'more of each side, where the spread between runs is what hides the answer'),
  })
  .describe('what would decide');

const cell = z.object({
  id: text,
  scenario: text,
  app: text,
  verdict,
  reason: orNull(text, 'in words, why it is undecided; null where it is decided'),
  more: orNull(more, 'null where it is decided, or no number would decide'),
  minEffect: share.describe('a change smaller than this is no regression, however sure'),
  threshold: share.describe('an interval within plus and minus this is no change'),
  adjustedP: orNull(fraction, 'of the primary metric, corrected for the number of cells'),
  pairs: orNull(count, 'pairs of trials, where trials alternated in pairs; null elsewhere'),
  failed: z.object({ base: count, head: count }).describe('trials that failed'),
  primary: effect.describe('the metric that gates'),
  others: z.array(
    effect.extend({ minEffect: share.describe('a change smaller than this is not worth a word') }),
  ),
});

const method = z.object({
  name: z
    .enum(['welch-on-logs', 'paired-sequential'])
    .describe('see docs/compare.md; paired-sequential holds under any number of looks'),
  alpha: share.describe('chance, at most, that a report claims a change where there is none'),
  confidence: share.describe('of intervals'),
  correction: z.enum(['holm']),
  runSpread: z
    .object({ value: share, source: z.enum(['measured', 'assumed']) })
    .nullable()
    .describe('standard deviation of logs between runs of one side, the median over cells; null for pairs'),
});

const difference = z.object({
  what: z.enum(['host', 'node', 'app', 'scenario', 'tool']),
  name: text.describe('what differs, in words: "CPU model"'),
  base: text,
  head: text,
});

const gate = z.object({
  text: text.describe('as it was asked for'),
  metric,
  cell: text,
  limit: z.number(),
  value: z
    .number()
    .nullable()
    .describe('of the head; null where it has no figure, which does not meet the gate'),
  lacking: count.describe(
    'trials of the head that failed, or hold no figure of it that can be true; one is enough not to meet the gate',
  ),
  met: z.boolean(),
});

export const comparisonSchema = z.object({
  schema: z.literal(COMPARISON_SCHEMA),
  tool: z.object({ name: text, version: text }),
  base: side,
  head: side,
  method,
  acrossHosts: z.boolean().describe('the sides ran on different hosts, and were compared all the same'),
  differences: z.array(difference).describe('of the sides, beside the change that is judged'),
  cells: z.array(cell),
  onlyInBase: z.array(text),
  onlyInHead: z.array(text),
  gates: z.array(gate),
});

export type ComparedRun = z.infer<typeof run>;
export type ComparedSide = z.infer<typeof side>;
export type Effect = z.infer<typeof effect>;
export type CompareVerdict = z.infer<typeof verdict>;
export type ComparedCell = z.infer<typeof cell>;
export type CompareMethod = z.infer<typeof method>;
export type Difference = z.infer<typeof difference>;
export type Gate = z.infer<typeof gate>;
export type Comparison = z.infer<typeof comparisonSchema>;

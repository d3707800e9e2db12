/**
 * The comparison of two sides: the contract between judging a change and telling of it, as `record.ts` is between
 * measuring and reporting.
 *
 * Every type below is inferred from a schema, and `docs/comparison.schema.json` is generated from the same schema.
 * Everything may import this file; it imports nothing of ours.
 */
import { z } from 'zod';

export const COMPARISON_SCHEMA = 'cluster-bench/comparison@1';

const share = z.number().describe('as a ratio: 0.05 is 5 %');
const count = z.int().min(0);

const metric = z.string().describe('its name: see docs/compare.md');

/** One run of a side. */
const run = z.object({
  path: z.string().describe('as it was named, or found'),
  startedAt: z.iso.datetime(),
  status: z.enum(['complete', 'partial']),
  commit: z.string().nullable(),
  dirty: z.boolean(),
  nodeVersion: z.string(),
  hostname: z.string(),
  cpuModel: z.string(),
  cores: z.int().min(1),
});

const side = z.object({
  label: z.string().describe('how texts name it: a commit, a Node version, a folder'),
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
  unit: z.string().describe('of the figures: req/s, ms, µs, bytes, share'),
  better: z.enum(['more', 'less']),
  base: figures,
  head: figures,
  change: share
    .nullable()
    .describe('head / base - 1; null where either side has no positive figure; of errors the difference'),
  interval: interval.nullable().describe('null where the spread is not known, and of errors'),
  pValue: z.number().min(0).max(1).nullable().describe('two-sided, of no change at all; not corrected'),
});

const verdict = z.enum(['regression', 'improvement', 'no-change', 'undecided']);

const more = z
  .object({
    trials: count
      .nullable()
      .describe('more of each side, to decide with 50% probability; null where only more runs would'),
    runs: count
      .nullable()
      .describe('more of each side, where the spread between runs is what hides the answer'),
  })
  .describe('what would decide');

const cell = z.object({
  id: z.string(),
  scenario: z.string(),
  app: z.string(),
  verdict,
  reason: z.string().nullable().describe('in words, why it is undecided; null where it is decided'),
  more: more.nullable().describe('null where it is decided, or no number would decide'),
  minEffect: share.describe('a change smaller than this is no regression, however sure'),
  threshold: share.describe('an interval within plus and minus this is no change'),
  adjustedP: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('of the primary metric, corrected for the number of cells'),
  pairs: count.nullable().describe('pairs of trials, where trials alternated in pairs; null elsewhere'),
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
  name: z.string().describe('what differs, in words: "CPU model"'),
  base: z.string(),
  head: z.string(),
});

const gate = z.object({
  text: z.string().describe('as it was asked for'),
  metric,
  cell: z.string(),
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
  tool: z.object({ name: z.string(), version: z.string() }),
  base: side,
  head: side,
  method,
  acrossHosts: z.boolean().describe('the sides ran on different hosts, and were compared all the same'),
  differences: z.array(difference).describe('of the sides, beside the change that is judged'),
  cells: z.array(cell),
  onlyInBase: z.array(z.string()),
  onlyInHead: z.array(z.string()),
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

/**
 * The comparison of two sides: the contract between judging a change and reporting it, as `run.ts` is between
 * measuring and reporting.
 *
 * Every type below is inferred from a schema, and `docs/comparison.schema.json` is generated from the same schema.
 * Everything may import this file.
 */
import { z } from 'zod';
import { atLeastOne, count, fraction, instant, metric, orNull, share, text } from './fields.ts';
import { gate } from './gate.ts';

export const COMPARISON_SCHEMA = 'cluster-bench/comparison@1';

/** One run of a side. */
const run = z.object({
  path: text.describe('path as it was given, or found'),
  startedAt: instant,
  status: z.enum(['complete', 'partial']),
  commit: text.nullable(),
  dirty: z.boolean(),
  nodeVersion: text,
  hostname: text,
  cpuModel: text,
  cores: atLeastOne,
  trials: count.describe('trials with figures'),
  disturbed: count.describe('those among them that other work on the host disturbed'),
});

const side = z.object({
  label: text.describe('name of the side in texts: a commit, a Node version, a folder'),
  runs: z.array(run),
});

const interval = z
  .object({ low: share, high: share })
  .describe('interval of the change at the method’s confidence; not corrected for the number of cells');

const figures = z.object({
  mean: z
    .number()
    .nullable()
    .describe(
      'geometric mean over trials, then over runs; for errors the arithmetic mean of shares; null without figures',
    ),
  runs: z
    .array(z.array(z.number()))
    .describe('one row per run, one figure per ok trial, in the metric’s unit'),
});

const effect = z.object({
  metric,
  unit: text.describe('unit of the figures: req/s, ms, µs, bytes, share'),
  better: z.enum(['more', 'less']),
  base: figures,
  head: figures,
  change: orNull(
    share,
    'head / base - 1, for errors head - base; null if either side has no positive figure',
  ),
  interval: orNull(interval, 'null if the spread is not known, and for errors'),
  pValue: orNull(fraction, 'two-sided p-value of no change; not corrected'),
});

const reported = effect.extend({ minEffect: share.describe('a smaller change is not reported') });

const verdict = z.enum(['regression', 'improvement', 'no-change', 'undecided']);

const more = z
  .object({
    trials: orNull(
      count,
      'trials to add to each side to decide with 50% probability; null if only more runs would decide',
    ),
    runs: orNull(count, 'runs to add to each side, if the spread between runs hides the change'),
  })
  .describe('how much more data would decide');

const cell = z.object({
  id: text,
  scenario: text,
  title: text.describe('name of the scenario in headings, or what was sent'),
  app: text,
  verdict,
  reason: orNull(text, 'why it is undecided, in words; null if it is decided'),
  more: orNull(more, 'null if it is decided, or if the number is not known'),
  minEffect: share.describe('a smaller change is no regression, however significant'),
  threshold: share.describe('an interval within plus and minus this share means no change'),
  adjustedP: orNull(fraction, 'p-value of the primary metric, corrected for the number of cells'),
  pairs: orNull(count, 'pairs of trials, if trials alternated in pairs; null elsewhere'),
  failed: z.object({ base: count, head: count }).describe('number of failed trials'),
  primary: effect.describe('effect on the metric that decides'),
  others: z.array(reported),
  byLabel: z
    .array(z.object({ label: text, effects: z.array(reported) }))
    .describe('effects on the requests of each label that both sides have; they decide nothing'),
});

const method = z.object({
  name: z
    .enum(['welch-on-logs', 'paired-sequential'])
    .describe('see docs/compare.md; paired-sequential stays valid however often the result is checked'),
  alpha: share.describe('highest probability that a report claims a change if there is none'),
  confidence: share.describe('confidence of the intervals'),
  correction: z.enum(['holm']),
  runSpread: z
    .object({ value: share, source: z.enum(['measured', 'assumed']) })
    .nullable()
    .describe('standard deviation of logs between runs of one side, median over cells; null for pairs'),
});

const difference = z.object({
  what: z.enum(['host', 'node', 'app', 'scenario', 'tool']),
  name: text.describe('name of what differs, in words: "CPU model"'),
  base: text,
  head: text,
});

export const comparisonSchema = z.object({
  schema: z.literal(COMPARISON_SCHEMA),
  tool: z.object({ name: text, version: text }),
  base: side,
  head: side,
  method,
  acrossHosts: z
    .boolean()
    .describe('the sides ran on different hosts, and --across-hosts allowed the comparison'),
  differences: z.array(difference).describe('differences of the sides other than the change that is judged'),
  cells: z.array(cell),
  onlyInBase: z.array(text),
  onlyInHead: z.array(text),
  gates: z.array(gate).describe('limits that the head must keep, whatever the base measured'),
});

export type ComparedRun = z.infer<typeof run>;
export type ComparedSide = z.infer<typeof side>;
export type Effect = z.infer<typeof effect>;
export type CompareVerdict = z.infer<typeof verdict>;
export type ComparedCell = z.infer<typeof cell>;
export type CompareMethod = z.infer<typeof method>;
export type Difference = z.infer<typeof difference>;
export type Comparison = z.infer<typeof comparisonSchema>;

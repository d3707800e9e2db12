/**
 * A night is the result of one nightly run: the contract between producing it (`harness/nightly/`) and reporting it
 * (`reports/nightly/`). `docs/night.schema.json` is generated from the schema below.
 */
import { z } from 'zod';
import { atLeastOne, count, instant, metric, orNull, share, text } from './fields.ts';
import { gate } from './gate.ts';

export const NIGHT_SCHEMA = 'cluster-bench/night@1';

const figure = z.number().nullable();

const verdict = z
  .enum(['first', 'good', 'suspected', 'regression', 'failed', 'nothing', 'interrupted'])
  .describe('see docs/nightly.md');

const change = z
  .object({ change: share.nullable(), interval: z.object({ low: share, high: share }).nullable() })
  .describe('change of the primary metric');

const suspect = z.object({
  cell: text.describe('id of the cell in the comparison with the last good nights'),
  scenario: text,
  app: text,
  metric,
  from: figure.describe('mean of the last good nights, in the metric’s unit'),
  to: figure.describe('mean of this night; null if every trial failed'),
  ...change.shape,
  answer: z
    .enum(['confirmed', 'cleared', 'open'])
    .describe('answer of ab, which alternates the last good night’s commit with this one; open: it has none'),
  reason: orNull(text, 'why it is open, in words; null if it is not'),
  ab: change.extend({ pairs: count }).nullable().describe('what ab measured; null if it did not run'),
  nights: atLeastOne.describe(
    'nights in a row in which it was suspected, this one included; the earlier ones had no answer',
  ),
});

const ran = z.object({
  folder: text.describe('folder of the run, relative to the store'),
  status: z.enum(['complete', 'partial']),
  commit: text.nullable(),
  branch: text.nullable(),
  dirty: z.boolean(),
  nodeVersion: text,
  cpuModel: text,
  cores: atLeastOne,
  ok: count.describe('trials with figures'),
  failed: count,
});

const check = z.object({
  code: text,
  level: z.enum(['fine', 'note', 'doubtful']),
  text: text,
  advice: text.nullable(),
});

export const nightSchema = z.object({
  schema: z.literal(NIGHT_SCHEMA),
  tool: z.object({ name: text, version: text }),
  id: text.describe('name of the night’s folder: start time and commit'),
  startedAt: instant,
  finishedAt: instant,
  command: z.array(text).describe('arguments of cluster-bench that repeat this night'),
  verdict,
  good: z.boolean().describe('later nights are compared with it'),
  accepted: z.boolean().describe('with --accept: later nights are not compared with nights before this one'),
  run: ran,
  checks: z.array(check).describe('checks of the host before the run'),
  base: z
    .object({
      nights: z.array(z.object({ id: text, commit: text.nullable() })),
      passedOver: z.array(z.object({ id: text, reason: text })),
      cells: count.describe('variants that both have'),
      undecided: count.describe('of these, variants whose change could not be decided'),
    })
    .describe('good nights that this one was compared with, newest first, and those that cannot be used'),
  suspects: z
    .array(suspect)
    .describe('variants that were slower than in the last good nights, or gave no figure'),
  gates: z.array(gate),
  failures: z.array(z.object({ cell: text, trials: count, reason: text })),
  notes: z.array(text).describe('other facts that a reader must know, one sentence each'),
  issue: z
    .object({ title: text })
    .nullable()
    .describe('the text is issue.md beside this file; null if no issue is needed'),
});

export type Night = z.infer<typeof nightSchema>;
export type NightVerdict = Night['verdict'];
export type Suspect = Night['suspects'][number];

/**
 * A suspicion in one night may be due to the host. One that stays open for so many nights in a row must be looked at,
 * even without an answer of `ab`.
 */
const MOST_OPEN_NIGHTS = 3;

/** isFound says whether a suspect counts as a regression. */
export function isFound({ answer, nights }: Pick<Suspect, 'answer' | 'nights'>): boolean {
  return answer === 'confirmed' || (answer === 'open' && nights >= MOST_OPEN_NIGHTS);
}

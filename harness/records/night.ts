/**
 * A night: what the nightly job found, as the contract between finding it (`harness/nightly/`) and telling of it
 * (`reports/nightly/`). `docs/night.schema.json` is generated from the schema below.
 */
import { z } from 'zod';
import { atLeastOne, count, instant, metric, orNull, share, text } from './fields.ts';

export const NIGHT_SCHEMA = 'cluster-bench/night@1';

const figure = z.number().nullable();

const verdict = z
  .enum(['first', 'good', 'suspected', 'regression', 'failed', 'nothing', 'interrupted'])
  .describe('see docs/nightly.md');

const change = z
  .object({ change: share.nullable(), interval: z.object({ low: share, high: share }).nullable() })
  .describe('of the primary metric');

const suspect = z.object({
  cell: text.describe('as the comparison with the last good nights has it'),
  scenario: text,
  app: text,
  metric,
  from: figure.describe('mean of the last good nights, in the metric’s unit'),
  to: figure.describe('mean of this night; null where every trial failed'),
  ...change.shape,
  answer: z
    .enum(['confirmed', 'cleared', 'open'])
    .describe('of ab, the commit of the last good night against this one in turns; open: it has none'),
  reason: orNull(text, 'in words, why it is open; null where it is not'),
  ab: change.extend({ pairs: count }).nullable().describe('what ab measured; null where it did not'),
  nights: atLeastOne.describe(
    'in a row, this one included, in which it was suspected; without an answer in those before',
  ),
});

const ran = z.object({
  folder: text.describe('of the run, seen from the store'),
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
  id: text.describe('name of its folder: when it began, and its commit'),
  startedAt: instant,
  finishedAt: instant,
  command: z.array(text).describe('arguments of cluster-bench that start such a night again'),
  verdict,
  good: z.boolean().describe('later nights are compared with it'),
  accepted: z.boolean().describe('with --accept: no earlier night is compared with after it'),
  run: ran,
  checks: z.array(check).describe('of the host, before the run'),
  base: z
    .object({
      nights: z.array(z.object({ id: text, commit: text.nullable() })),
      passedOver: z.array(z.object({ id: text, reason: text })),
      cells: count.describe('setups that both have'),
      undecided: count.describe('of them, those of which nobody can tell whether they changed'),
    })
    .describe('good nights that this one was compared with, the last one first, and those that it cannot be'),
  suspects: z
    .array(suspect)
    .describe('setups that were slower than in the last good nights, or gave no figure'),
  missed: z
    .array(
      z.object({
        text: text,
        cell: text,
        metric,
        value: figure,
        lacking: count.describe('trials that failed, or hold no figure of it'),
      }),
    )
    .describe('gates that are not met'),
  failures: z.array(z.object({ cell: text, trials: count, reason: text })),
  notes: z.array(text).describe('what else a reader must know, a sentence each'),
  issue: z
    .object({ title: text })
    .nullable()
    .describe('issue.md beside it is its text; null: none is needed'),
});

export type Night = z.infer<typeof nightSchema>;
export type NightVerdict = Night['verdict'];
export type Suspect = Night['suspects'][number];

/** One night may be the host's; so many in a row somebody has to look at, though `ab` has no answer. */
const MOST_OPEN_NIGHTS = 3;

/** Whether it is to be acted upon. */
export function isFound({ answer, nights }: Pick<Suspect, 'answer' | 'nights'>): boolean {
  return answer === 'confirmed' || (answer === 'open' && nights >= MOST_OPEN_NIGHTS);
}

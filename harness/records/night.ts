/**
 * A night: what the nightly job found, as the contract between finding it (`harness/nightly/`) and telling of it
 * (`reports/nightly/`). `docs/night.schema.json` is generated from the schema below.
 */
import { z } from 'zod';

export const NIGHT_SCHEMA = 'cluster-bench/night@1';

const share = z.number().describe('as a ratio: 0.05 is 5 %');
const count = z.int().min(0);
const figure = z.number().nullable();
const metric = z.string().describe('its name: see docs/compare.md');

const verdict = z
  .enum(['first', 'good', 'suspected', 'regression', 'failed', 'nothing', 'interrupted'])
  .describe('see docs/nightly.md');

const change = z
  .object({ change: share.nullable(), interval: z.object({ low: share, high: share }).nullable() })
  .describe('of the primary metric');

const suspect = z.object({
  cell: z.string().describe('as the comparison with the last good nights has it'),
  scenario: z.string(),
  app: z.string(),
  metric,
  from: figure.describe('mean of the last good nights, in the metric’s unit'),
  to: figure.describe('mean of this night; null where every trial failed'),
  ...change.shape,
  answer: z
    .enum(['confirmed', 'cleared', 'open'])
    .describe('of ab, the commit of the last good night against this one in turns; open: it has none'),
  reason: z.string().nullable().describe('in words, why it is open; null where it is not'),
  ab: change.extend({ pairs: count }).nullable().describe('what ab measured; null where it did not'),
  nights: z
    .int()
    .min(1)
    .describe('in a row, this one included, in which it was suspected; without an answer in those before'),
});

const ran = z.object({
  folder: z.string().describe('of the run, seen from the store'),
  status: z.enum(['complete', 'partial']),
  commit: z.string().nullable(),
  branch: z.string().nullable(),
  dirty: z.boolean(),
  nodeVersion: z.string(),
  cpuModel: z.string(),
  cores: z.int().min(1),
  ok: count.describe('trials with figures'),
  failed: count,
});

const check = z.object({
  code: z.string(),
  level: z.enum(['fine', 'note', 'doubtful']),
  text: z.string(),
  advice: z.string().nullable(),
});

export const nightSchema = z.object({
  schema: z.literal(NIGHT_SCHEMA),
  tool: z.object({ name: z.string(), version: z.string() }),
  id: z.string().describe('name of its folder: when it began, and its commit'),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  command: z.array(z.string()).describe('arguments of cluster-bench that start such a night again'),
  verdict,
  good: z.boolean().describe('later nights are compared with it'),
  accepted: z.boolean().describe('with --accept: no earlier night is compared with after it'),
  run: ran,
  checks: z.array(check).describe('of the host, before the run'),
  base: z
    .object({
      nights: z.array(z.object({ id: z.string(), commit: z.string().nullable() })),
      passedOver: z.array(z.object({ id: z.string(), reason: z.string() })),
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
        text: z.string(),
        cell: z.string(),
        metric,
        value: figure,
        lacking: count.describe('trials that failed, or hold no figure of it'),
      }),
    )
    .describe('gates that are not met'),
  failures: z.array(z.object({ cell: z.string(), trials: count, reason: z.string() })),
  notes: z.array(z.string()).describe('what else a reader must know, a sentence each'),
  issue: z
    .object({ title: z.string() })
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

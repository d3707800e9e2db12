/** The cells of a run, and how each is loaded. */
import { z } from 'zod';
import { atLeastOne, orNull, positive, text } from './fields.ts';

/** One app x topology x workers x policy x proxy x scenario: one row of the report. */
export const cell = z.object({
  id: text.describe('stable for ever: it joins runs of different commits'),
  scenario: text,
  app: text.describe('name of a built-in app, or the file name of the user’s script'),
  variant: text.describe('the id without scenario and app, such as nginx+cluster-8-rr'),
  topology: text,
  workers: atLeastOne.describe('processes that answer requests'),
  policy: orNull(text, 'null where nothing hands connections to workers'),
  proxy: orNull(text, 'what stands in front; null where nothing does'),
  settings: z.record(text, text).describe('of the topology, where they are not the default'),
  hasPrimary: z.boolean().describe('whether a process of it starts the workers'),
  isReference: z.boolean().describe('whether it is one plain process: what everything else is compared with'),
  skew: z
    .object({ mostVariation: positive, reason: text.nullable() })
    .nullable()
    .describe(
      'coefficient of variation of requests over workers beyond which the policy alone does not explain it, and what a reader must know of larger ones; null without a policy',
    ),
  against: z.array(text).describe('variants that a report holds it against, each unlike it in one thing'),
  colour: text.describe('in charts, #rrggbb'),
});

export const skipped = z.object({ cell: text, reason: text });

export const driver = text.describe('name of the client that sends the load');

export const mode = z
  .object({
    connections: z
      .enum(['kept', 'per-request'])
      .describe('kept: one request after the other on each; per-request: one for each request'),
    arrivals: z
      .enum(['closed', 'open'])
      .describe('closed: the next request follows its response; open: requests are due at a rate'),
  })
  .describe('how connections and arrivals go');

export type Cell = z.infer<typeof cell>;
export type Skipped = z.infer<typeof skipped>;
export type LoadMode = z.infer<typeof mode>;

/** The cells of a run, and the load of each. */
import { z } from 'zod';
import { atLeastOne, orNull, positive, text } from './fields.ts';

/** A cell is one app x topology x workers x policy x proxy x scenario: one row of the report. */
export const cell = z.object({
  id: text.describe('never changes: it joins runs of different commits'),
  scenario: text,
  app: text.describe('name of a built-in app, or the file name of the user’s script'),
  variant: text.describe('the id without scenario and app, such as nginx+cluster-8-rr'),
  topology: text,
  workers: atLeastOne.describe('processes that respond to requests'),
  policy: orNull(text, 'null if nothing hands connections to workers'),
  proxy: orNull(text, 'name of the proxy in front; null without one'),
  hasProxyThreads: z.boolean().describe('whether the workers of the proxy are threads of one process'),
  settings: z
    .record(text, text)
    .describe(
      'settings of the topology that are not the default, the CPU limit of each worker (cpu-limit, in cores), and variables of the app that the run sets',
    ),
  hasPrimary: z.boolean().describe('whether one process of the topology starts the workers'),
  isReference: z.boolean().describe('whether it is one plain process, the reference of all comparisons'),
  skew: z
    .object({ mostVariation: positive, reason: text.nullable() })
    .nullable()
    .describe(
      'mostVariation: the largest coefficient of variation of requests over workers that the policy alone explains; reason: what a reader must know of a larger one; null without a policy',
    ),
  against: z
    .array(text)
    .describe('variants that a report compares it with; each differs from it in one thing'),
  colour: text.describe('colour in charts, #rrggbb'),
});

export const skipped = z.object({ cell: text, reason: text });

export const client = text.describe('name of the client that sends the load');

export const mode = z
  .object({
    connections: z
      .enum(['kept', 'per-request', 'per-iteration'])
      .describe(
        'kept: one request after the other on each; per-request: one for each request; per-iteration: one for each pass of a virtual user',
      ),
    arrivals: z
      .enum(['closed', 'open'])
      .describe('closed: the next request follows its response; open: requests are due at a rate'),
  })
  .describe('how connections are used and when requests arrive');

export type Cell = z.infer<typeof cell>;
export type Skipped = z.infer<typeof skipped>;
export type LoadMode = z.infer<typeof mode>;

/** What a run was asked to measure. */
import { z } from 'zod';
import { driver, mode } from './cell.ts';
import { atLeastOne, fraction, milliseconds, orNull, positive, seconds, text } from './fields.ts';
import { objective } from './load.ts';

const app = z.object({
  name: text,
  source: text.describe('"built-in", the path of the user’s script, or the command that starts the app'),
  args: z.array(text),
  nodeArgs: z.array(text).describe('of the Node that runs it'),
});

const plannedEvent = z.object({
  event: text.describe('name of a window event'),
  atSeconds: seconds.describe('planned, from the window’s begin'),
});

const scenario = z.object({
  name: text,
  driver,
  driverReason: orNull(text, 'why not the usual driver; null where it is'),
  mode,
  metric: text.describe('name of the metric that the scenario is run for'),
  method: text.describe('of its requests'),
  path: text,
  delayMs: milliseconds.describe('simulated database delay that a built-in app adds to each answer'),
  expectedFailures: z
    .array(text)
    .describe('classes of failures and status codes that are figures of the scenario, not errors'),
  services: z.array(text).describe('names of what its app depends on'),
  events: z.array(plannedEvent).describe('what is done to the target inside the window'),
});

export const plan = z.object({
  scenarios: z.array(scenario),
  apps: z.array(app),
  trialsPerCell: atLeastOne.describe('at least, where there is a precision to reach'),
  precision: z
    .object({ relativeHalfWidth: positive, maxTrials: atLeastOne })
    .nullable()
    .describe('trials are added until the interval of the mean is so narrow; null where none are'),
  warmupSeconds: seconds,
  durationSeconds: positive,
  maxErrors: fraction.describe('share of failed requests above which a trial has no figure'),
  connections: atLeastOne,
  loadProcesses: atLeastOne,
  requestTimeoutSeconds: positive,
  rate: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('absolute'), perSecond: positive }),
      z.object({
        kind: z.literal('share'),
        share: positive.describe('of the measured maximum'),
      }),
    ])
    .nullable()
    .describe('of scenarios at a set rate; null where no scenario has one'),
  arrivals: z.enum(['fixed', 'poisson']).nullable().describe('of requests at a rate; null likewise'),
  objective: orNull(objective, 'that a capacity must keep; null likewise'),
  proxyWorkerProcesses: orNull(atLeastOne, 'of each proxy; null where no cell has one'),
  cpus: z
    .object({ target: z.array(z.int()), proxy: z.array(z.int()), load: z.array(z.int()) })
    .nullable()
    .describe('cores that each role was pinned to; null where none was'),
});

export type ScenarioFacts = z.infer<typeof scenario>;

export type PinnedCpus = NonNullable<z.infer<typeof plan>['cpus']>;

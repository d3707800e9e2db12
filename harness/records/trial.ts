/** A trial, as it ended: its figures, or why it has none. */
import { z } from 'zod';
import {
  amount,
  atLeastOne,
  count,
  fraction,
  instant,
  milliseconds,
  orNull,
  positive,
  seconds,
  text,
} from './fields.ts';
import { load, search } from './load.ts';

const cores = amount;

const cpu = z.object({
  samplePeriodMs: positive.describe('the last sample may be longer, or shorter'),
  cores: z
    .array(z.array(z.number()))
    .describe('a row for each logical CPU that the run may use, ascending: percent busy, one value a sample'),
  busy: z.number().describe('percent of these CPUs'),
  steal: z.number().nullable().describe('percent of them taken by the hypervisor; null where unknown'),
  pressure: z
    .number()
    .nullable()
    .describe(
      'percent of the window in which some task waited for a core (PSI "some"): of the host, or of the run’s own control group where the run may not use every CPU; null where unknown',
    ),
  coresByRole: z
    .object({
      target: cores,
      primary: cores,
      proxy: cores,
      service: cores,
      load: cores,
      harness: cores,
      other: cores,
    })
    .describe('in cores: 1.0 is one core busy throughout the window; target is without the primary'),
});

const processFigures = z.object({
  pid: z.int(),
  instance: orNull(z.int(), 'NODE_APP_INSTANCE, 0..N-1; null for the primary, the proxy and services'),
  role: z
    .enum(['worker', 'primary', 'launcher', 'other', 'proxy', 'service'])
    .describe(
      'worker: listens on the app’s port; launcher: started a worker, as npm or a shell does; other: a process of the app that does neither',
    ),
  requests: orNull(count, 'answered inside the window; null where nothing counts them'),
  connections: orNull(count, 'open at the window’s start, and accepted since'),
  cpuSeconds: seconds.nullable(),
  rssBytes: orNull(count, 'at the window’s end'),
  eventLoopUtilization: fraction.nullable(),
  loopDelayP99Ms: orNull(milliseconds, 'delay beyond the timer’s own period'),
});

const bound = z.object({
  limit: positive.describe('requests per second that no result of the cell can pass'),
  setBy: z
    .enum(['connections', 'cpu', 'proxy', 'client', 'shared', 'host', 'rate'])
    .describe('what sets it: see docs/terms.md, bound'),
});

const prediction = z.object({
  throughput: amount.describe('requests per second'),
  meanMs: milliseconds.describe('mean latency'),
});

const expected = z
  .object({
    serviceMs: milliseconds.describe('CPU time of the app a request, as measured in the window'),
    servers: atLeastOne.describe('processes that can answer at the same time'),
    pooled: prediction.describe('as if every free worker took the next request'),
    pinned: prediction.describe('each connection stays with its worker, as measured'),
  })
  .describe('what the closed-network model gives for the cell; see docs/model.md');

const sockets = z.object({
  timeWait: count.describe(
    'of the host’s connections to the target, those that had ended and kept their local port (TIME_WAIT), at the window’s end',
  ),
  localPorts: count.describe('ports from which a connection may start'),
});

export const warning = z.object({
  code: text.describe('stable, kebab-case'),
  text: text,
  numbers: z.record(text, z.number()),
});

const attempt = {
  cell: text.describe('id of one of the run’s cells'),
  trial: atLeastOne.describe('1, 2, 3, ... within the cell'),
  order: atLeastOne.describe('place in the run’s shuffled order'),
  startedAt: instant,
};

const response = z
  .object({
    status: z.int(),
    headers: z.record(text, text).describe('of the last response, names in lower case'),
    bytes: count.describe('of the body, without the transfer coding'),
    sha256: text.describe('of the same'),
    compresses: orNull(
      text,
      'content coding that the app chose when it was offered gzip and br; the load offers none',
    ),
    shortestMs: milliseconds.describe(
      'least time from a request to the head of its response, of those that the probe sent before the load and after it',
    ),
  })
  .describe('what the probe saw');

const service = z.object({
  name: text,
  version: text,
  figures: z
    .record(text, z.object({ atStart: z.number(), atEnd: z.number() }))
    .describe('what the service counts of itself, at both ends of the window; units stand in names'),
});

const event = z.object({
  name: text,
  atSeconds: seconds.describe('when it began, from the window’s begin'),
  endedSeconds: orNull(seconds, 'when it was done; null where it was not by the window’s end'),
  detail: z.record(text, z.union([text, z.number()])).describe('what the event tells of itself'),
});

const okTrial = z.object({
  ...attempt,
  status: z.literal('ok'),
  response,
  load,
  cpu,
  processes: z
    .array(processFigures)
    .describe('of the target, the proxy and services: workers by instance, then the rest'),
  sockets: orNull(sockets, 'null where unknown'),
  bounds: z.array(bound).describe('the lowest one first'),
  expected: orNull(expected, 'null where the model does not apply: open loop, unknown delay'),
  search: orNull(search, 'null unless the scenario seeks the capacity'),
  services: z.array(service).describe('that the app depended on'),
  events: z.array(event).describe('what was done to the target inside the window'),
  warnings: z.array(warning),
  overheadSeconds: seconds.describe('harness’s own time: the trial less target start, warm-up and window'),
});

const failedTrial = z.object({
  ...attempt,
  status: z.literal('failed'),
  reason: text,
  stderr: z.array(text).describe('last lines of the process at fault'),
  code: orNull(
    text,
    'stable: why a trial that was measured has no figure, such as implausible; null where it was not measured',
  ),
  load: orNull(load, 'what was measured all the same; null where nothing was'),
});

export const trialSchema = z.discriminatedUnion('status', [okTrial, failedTrial]);

export type CpuFigures = z.infer<typeof cpu>;
export type CoresByRole = CpuFigures['coresByRole'];
export type ProcessFigures = z.infer<typeof processFigures>;
export type Bound = z.infer<typeof bound>;
export type Expected = z.infer<typeof expected>;
export type ServiceFigures = z.infer<typeof service>;
export type HappenedEvent = z.infer<typeof event>;
export type Sockets = z.infer<typeof sockets>;
export type ProbedResponse = z.infer<typeof response>;
export type Warning = z.infer<typeof warning>;
export type OkTrial = z.infer<typeof okTrial>;
export type FailedTrial = z.infer<typeof failedTrial>;
export type Trial = z.infer<typeof trialSchema>;

/** A trial as it ended: its figures, or why it has none. */
import { z } from 'zod';
import { accounts, eventCost, phase } from './accounts.ts';
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
import { loadHost } from './load-hosts.ts';

const cores = amount;

const cpu = z.object({
  samplePeriodMs: positive.describe('period of the samples; the last one may be longer or shorter'),
  cores: z
    .array(z.array(z.number()))
    .describe(
      'one row per logical CPU that the run may use, in ascending order; one value per sample: percent busy',
    ),
  busy: z.number().describe('percent of these CPUs that was busy'),
  steal: z.number().nullable().describe('percent of these CPUs that the hypervisor took; null if unknown'),
  pressure: z
    .number()
    .nullable()
    .describe(
      'percent of the window in which some task waited for a core (PSI "some"), on the host, or in the run’s own control group if the run may not use every CPU; null if unknown',
    ),
  coresByRole: z
    .object({
      target: orNull(
        cores,
        'null if no process of the app was found on this host, or if one that leads its process group ended in the window; cores are then among other',
      ),
      primary: cores,
      proxy: cores,
      service: cores,
      load: cores,
      harness: cores,
      other: cores,
    })
    .describe('cores used: 1.0 is one core busy throughout the window; target excludes the primary'),
});

const processFigures = z.object({
  pid: z.int(),
  instance: orNull(z.int(), 'NODE_APP_INSTANCE, 0..N-1; null for the primary, the proxy and services'),
  role: z
    .enum(['worker', 'primary', 'launcher', 'other', 'proxy', 'service'])
    .describe(
      'worker: listens on the app’s port; launcher: started a worker, as npm or a shell does; other: a process of the app that does neither',
    ),
  requests: orNull(count, 'requests answered inside the window; null if nothing counts them'),
  connections: orNull(count, 'connections open at the window’s start, or accepted since'),
  cpuSeconds: seconds.nullable(),
  rssBytes: orNull(count, 'resident memory at the window’s end'),
  heapUsedBytes: orNull(
    count,
    'JavaScript heap in use at the window’s end, garbage since the last collection included; null without an agent',
  ),
  gcSeconds: orNull(
    seconds,
    'time of the window in which garbage collection stopped the process’s JavaScript; null without an agent',
  ),
  gcCount: orNull(count, 'garbage collections in the window, of every kind; null without an agent'),
  eventLoopUtilization: fraction.nullable(),
  loopDelayP99Ms: orNull(milliseconds, 'event-loop delay beyond the timer’s own period'),
  responseP99Ms: orNull(
    milliseconds,
    'p99 of the process’s own responses, from the start of a request to the end of its response; null if nothing measures it',
  ),
});

const memory = z.object({
  beforeLoadBytes: orNull(count, 'resident memory of the app’s processes together, before the load began'),
  atSeconds: z.array(seconds).describe('instants of the samples, from the start of the window'),
  processes: z.array(
    z.object({
      pid: z.int(),
      instance: processFigures.shape.instance,
      role: processFigures.shape.role,
      bytes: z
        .array(count.nullable())
        .describe('resident memory at each instant; null while the process did not run'),
    }),
  ),
  slope: orNull(
    z.object({
      bytesPerHour: z.number().describe('Theil-Sen estimate over the second half of the window'),
      low: z.number().describe('lower end of its 95% confidence interval'),
      high: z.number().describe('upper end of it'),
      firstHalfBytesPerHour: z.number().describe('the same estimate over the first half'),
    }),
    'growth of the app’s processes together; null if processes came or went, or with fewer than 16 samples',
  ),
});

const cpuLimit = z.object({
  cores: positive.describe('CPU limit of the control group, in cores'),
  processes: count.describe('processes in the group at the window’s end'),
  periods: count.describe('periods of 100 ms in the window in which a process of the group was ready to run'),
  throttledPeriods: count.describe('those in which the group used up its share, and had to wait'),
  throttledSeconds: seconds.describe(
    'time that the group waited, summed over cores: waiting on two of them counts twice',
  ),
});

const limit = z.object({
  limit: positive.describe('requests per second that no result of the cell can exceed'),
  setBy: z
    .enum([
      'connections',
      'pools',
      'database',
      'cpu',
      'cpu-limit',
      'proxy',
      'client',
      'shared',
      'host',
      'rate',
    ])
    .describe('what sets the limit: see docs/terms.md'),
});

const pools = z
  .object({
    perWorker: atLeastOne.describe('most connections that each worker keeps'),
    accepted: orNull(
      count,
      'connections that the service which they lead to accepts from the app; null if unknown',
    ),
    atOnce: orNull(
      count,
      'queries that the services work on at the same time: the fewest connections of any of them; null if unknown',
    ),
    queryMs: orNull(
      positive,
      'time of a query: the delay, or the mean that the database worked on one; null if unknown',
    ),
  })
  .describe('connections of a built-in app to its services');

const prediction = z.object({
  throughput: amount.describe('requests per second'),
  meanMs: milliseconds.describe('mean latency'),
});

const model = z
  .object({
    serviceMs: milliseconds.describe('CPU time of the app per request, as measured in the window'),
    servers: atLeastOne.describe('processes that can respond at the same time'),
    sharedQueue: prediction.describe('shared queue: any free worker takes the next request'),
    perWorker: prediction.describe('per worker: each connection stays with its worker, as measured'),
  })
  .describe('prediction of the closed-network model for the cell; see docs/model.md');

const sockets = z.object({
  timeWait: count.describe(
    'connections between the host and the target that had ended but still held a local port (TIME_WAIT) at the window’s end',
  ),
  localPorts: count.describe('size of the local port range, times the client addresses'),
});

export const warning = z.object({
  code: text.describe('stable, kebab-case'),
  text: text,
  numbers: z.record(text, z.number()),
});

const attempt = {
  cell: text.describe('id of one of the run’s cells'),
  trial: atLeastOne.describe('1, 2, 3, ... within the cell'),
  order: atLeastOne.describe('position in the run’s shuffled order'),
  startedAt: instant,
};

const response = z
  .object({
    status: z.int(),
    headers: z
      .record(text, text)
      .describe(
        'headers that decide what a client gets, names in lower case; those that differ between responses are left out',
      ),
    responses: atLeastOne.describe('number of responses that were compared'),
    bytes: count.describe('size of the body, without transfer coding; of the last response if sizes differ'),
    bytesDiffer: z.boolean().describe('whether sizes differ between responses'),
    sha256: orNull(text, 'hash of the body; null if it differs between responses'),
    compresses: orNull(
      text,
      'content coding that the app chose if offered gzip and br; the load offers none',
    ),
    shortestMs: orNull(
      milliseconds,
      'shortest time from a request to the head of its response, over the requests that the probe sent before and after the load; null if requests differ',
    ),
  })
  .describe('what the probe received');

const service = z.object({
  name: text,
  version: text,
  figures: z
    .record(text, z.object({ atStart: z.number(), atEnd: z.number() }))
    .describe('counters of the service itself, at both ends of the window; names contain the unit'),
  overWindow: z
    .record(text, z.object({ min: z.number(), mean: z.number(), max: z.number() }))
    .describe('figures that were read about once a second in the window; empty if there are none'),
  settings: z.record(text, text).describe('settings that bear on the figures, as the service reports them'),
});

const event = z.object({
  name: text,
  noun: text.describe('the event in words, such as "rolling restart"; "s" makes it plural'),
  atSeconds: seconds.describe('start, from the start of the window'),
  endedSeconds: orNull(seconds, 'end; null if it had not ended by the window’s end'),
  isLasting: z
    .boolean()
    .describe(
      'whether nothing on the target ends its effect, as where no one replaces a worker that crashed; it then lasts to the window’s end',
    ),
  detail: z.record(text, z.union([text, z.number()])).describe('facts that the event reports about itself'),
  cost: orNull(eventCost, 'what it cost; null if requests carried no numbers'),
});

const okTrial = z.object({
  ...attempt,
  status: z.literal('ok'),
  windowStartedAt: instant.describe('start of the window, by the clock of the host'),
  outsideWindow: z
    .object({
      sentBefore: count.describe('warm-up, and steps of a search'),
      sentAfter: count.describe('until the load processes last reported, a moment before they ended'),
    })
    .describe(
      'requests that the load sent in the trial and that load.sent leaves out; the probe’s are in neither',
    ),
  response,
  load,
  cpu,
  processes: z
    .array(processFigures)
    .describe('processes of the target, the proxy and services: workers by instance, then the rest'),
  memory: orNull(memory, 'resident memory of the app’s processes over the window; null if unknown'),
  sockets: orNull(sockets, 'null if unknown'),
  cpuLimits: z
    .array(cpuLimit)
    .describe('control groups of the app’s processes, servers by instance; empty without a CPU limit'),
  limits: z.array(limit).describe('lowest first'),
  pools: orNull(pools, 'null if the app keeps none, or only the app knows'),
  model: orNull(model, 'null if the model does not apply: open loop, stages, unknown delay'),
  search: orNull(search, 'null unless the scenario seeks the capacity'),
  services: z.array(service).describe('services that the app depended on'),
  loadHosts: z.array(loadHost).describe('where the load came from; empty if it came from this host alone'),
  events: z.array(event).describe('what was done to the target inside the window'),
  accounts: orNull(accounts, 'every request of the window; null without window events'),
  phases: z.array(phase).describe('parts of the window; empty without window events'),
  warnings: z.array(warning),
  overheadSeconds: seconds.describe(
    'time of the harness itself: the trial without target start, warm-up and window',
  ),
});

const failedTrial = z.object({
  ...attempt,
  status: z.literal('failed'),
  reason: text,
  stderr: z.array(text).describe('last lines of stderr of the process at fault'),
  code: orNull(
    text,
    'stable code of why a measured trial has no figure, such as implausible; null if it was not measured',
  ),
  load: orNull(load, 'what was measured nevertheless; null if nothing was'),
});

export const trialSchema = z.discriminatedUnion('status', [okTrial, failedTrial]);

export type CpuFigures = z.infer<typeof cpu>;
export type CoresByRole = CpuFigures['coresByRole'];
export type ProcessFigures = z.infer<typeof processFigures>;
export type CpuLimitFigures = z.infer<typeof cpuLimit>;
export type Limit = z.infer<typeof limit>;
export type Pools = z.infer<typeof pools>;
export type Model = z.infer<typeof model>;
export type ServiceFigures = z.infer<typeof service>;
export type MemoryFigures = z.infer<typeof memory>;
export type HappenedEvent = z.infer<typeof event>;
export type Sockets = z.infer<typeof sockets>;
export type ProbedResponse = z.infer<typeof response>;
export type Warning = z.infer<typeof warning>;
export type OkTrial = z.infer<typeof okTrial>;
export type FailedTrial = z.infer<typeof failedTrial>;
export type Trial = z.infer<typeof trialSchema>;

/**
 * The record of a run: the one contract between measuring and reporting.
 *
 * Every type below is inferred from a schema, and `docs/run.schema.json` is generated from the same
 * schema, so that the three cannot drift apart. Everything may import this file; it imports nothing of ours.
 */
import { z } from 'zod';

/** The name and major version of the record's format; a reader refuses what it does not know. */
export const RUN_SCHEMA = 'cluster-bench/run@2';

const count = z.int().min(0);
const seconds = z.number().min(0);
const milliseconds = z.number().min(0);
const instant = z.iso.datetime();

/** One app x topology x workers x policy x proxy x scenario: one row of the report. */
const cell = z.object({
  id: z.string().describe('stable for ever: it joins runs of different commits'),
  scenario: z.string(),
  app: z.string().describe('name of a built-in app, or the file name of the user’s script'),
  variant: z.string().describe('the id without scenario and app, such as nginx+cluster-8-rr'),
  topology: z.string(),
  workers: z.int().min(1).describe('processes that answer requests'),
  policy: z.string().nullable().describe('null where nothing hands connections to workers'),
  proxy: z.string().nullable().describe('what stands in front; null where nothing does'),
  settings: z.record(z.string(), z.string()).describe('of the topology, where they are not the default'),
  hasPrimary: z.boolean().describe('whether a process of it starts the workers'),
  isReference: z.boolean().describe('whether it is one plain process: what everything else is compared with'),
  skew: z
    .object({ mostVariation: z.number().positive(), reason: z.string().nullable() })
    .nullable()
    .describe(
      'coefficient of variation of requests over workers beyond which the policy alone does not explain it, and what a reader must know of larger ones; null without a policy',
    ),
  against: z
    .array(z.string())
    .describe('variants that a report holds it against, each unlike it in one thing'),
  colour: z.string().describe('in charts, #rrggbb'),
});

const latency = z
  .object({
    mean: milliseconds,
    p50: milliseconds,
    p75: milliseconds,
    p90: milliseconds,
    p95: milliseconds,
    p99: milliseconds,
    p99_9: milliseconds,
    max: milliseconds,
    histogram: z
      .string()
      .describe('HDR histogram, V2 compressed, base64; values in microseconds, 3 significant digits'),
  })
  .describe('of correct answers that ended inside the window; milliseconds at microsecond resolution');

const errors = z.object({
  connect: count.describe('connection refused or not established'),
  timeout: count.describe('no response within the request timeout; absent from the latencies'),
  reset: count.describe('connection reset while a request was in flight'),
  closed: count.describe('connection closed in order, but without a response'),
  non2xx: count.describe('a status that is not expected: other than 2xx, or than --expect-status names'),
  mismatch: count.describe(
    'an expected status whose body is not what the scenario expects, or no valid HTTP',
  ),
});

const driver = z.string().describe('name of the client that sends the load');
const mode = z
  .object({
    connections: z
      .enum(['kept', 'per-request'])
      .describe('kept: one request after the other on each; per-request: one for each request'),
    arrivals: z
      .enum(['closed', 'open'])
      .describe('closed: the next request follows its response; open: requests are due at a rate'),
  })
  .describe('how connections and arrivals go');

const load = z.object({
  driver,
  driverReason: z
    .string()
    .nullable()
    .describe('why the trial was not sent by the planned client; null where it was'),
  mode,
  connections: count.describe('open at the same time, at most'),
  processes: z.int().min(1),
  windowSeconds: seconds.describe('length of the window'),
  underWayAtStart: count.describe('requests begun before the window and not yet ended at its start'),
  sent: count.describe('requests begun inside the window; in an open loop those that were due in it'),
  completed: count.describe('correct 2xx answers that ended inside the window'),
  throughput: z
    .number()
    .min(0)
    .describe(
      'requests per second; in a closed loop each correct request counts by the share of its time in flight that lies inside the window, in an open loop, and where something is done to the target inside the window, completed / windowSeconds',
    ),
  completedPerSecond: z.number().min(0).describe('completed / windowSeconds'),
  resolution: z
    .number()
    .min(0)
    .describe(
      'share of the throughput that a window which cuts rounds of requests leaves open: no smaller difference is claimed; 0 in an open loop',
    ),
  statuses: z.record(z.string(), count).describe('responses that ended inside the window, per status code'),
  latency,
  errors,
  failedTime: z
    .object({ sumMs: milliseconds, maxMs: milliseconds })
    .describe('that requests which failed were in flight, from when each was due'),
  unfinished: count.describe(
    'under way at the window’s end: underWayAtStart + sent = completed + all errors + unfinished',
  ),
  followedMaxMs: milliseconds.describe(
    'longest of the requests that were in flight at the window’s end and were followed to their end; 0 in an open loop',
  ),
  followedCorrectMaxMs: milliseconds.describe('the same of those that were answered correctly'),
  offeredRate: z
    .number()
    .positive()
    .nullable()
    .describe('requests per second that were to be sent; null in a closed loop'),
  sendDelayP99Ms: milliseconds
    .nullable()
    .describe(
      'from the instant at which a request was due to its sending, where a connection was free: the client’s own lateness; null in a closed loop',
    ),
  meanUnderWay: z
    .number()
    .min(0)
    .describe('requests under way on average over the window, those that wait for a connection included'),
  perSecond: z
    .array(z.object({ completed: z.number().min(0), failed: z.number().min(0) }))
    .describe('requests per second that ended in each second of the window, correct and failed'),
  clientUtilization: z.number().min(0).max(1).describe('event-loop utilization of the busiest load process'),
  clientCpuSeconds: seconds.describe('CPU time of all load processes in the window'),
  clientWaitShare: z
    .number()
    .min(0)
    .nullable()
    .describe(
      'share of the window in which the load process that waited most was ready to run and had no core; null where unknown',
    ),
});

/** One step of a search for the highest rate that keeps the objective. */
const searchStep = z.object({
  rate: z.number().positive().describe('offered, requests per second'),
  achieved: z.number().min(0).describe('correct answers per second'),
  latencyMs: milliseconds
    .nullable()
    .describe(
      'at the objective’s percentile of all requests that ended, those that failed being slower than any; null where it is one of them',
    ),
  kept: z.boolean().describe('whether the objective was kept'),
});

const objective = z.object({ percentile: z.number(), limitMs: z.number().positive() });

const search = z.object({
  objective,
  rate: z.number().min(0).describe('highest rate that kept the objective, requests per second'),
  low: z.number().min(0).describe('the same: the interval’s lower end'),
  high: z.number().nullable().describe('lowest rate that did not keep it; null where none was tried'),
  steps: z.array(searchStep),
});

const cores = z.number().min(0);
const cpu = z.object({
  samplePeriodMs: z.number().positive().describe('the last sample may be longer, or shorter'),
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
  instance: z
    .int()
    .nullable()
    .describe('NODE_APP_INSTANCE, 0..N-1; null for the primary, the proxy and services'),
  role: z
    .enum(['worker', 'primary', 'launcher', 'other', 'proxy', 'service'])
    .describe(
      'worker: listens on the app’s port; launcher: started a worker, as npm or a shell does; other: a process of the app that does neither',
    ),
  requests: count.nullable().describe('answered inside the window; null where nothing counts them'),
  connections: count.nullable().describe('open at the window’s start, and accepted since'),
  cpuSeconds: seconds.nullable(),
  rssBytes: count.nullable().describe('at the window’s end'),
  eventLoopUtilization: z.number().min(0).max(1).nullable(),
  loopDelayP99Ms: milliseconds.nullable().describe('delay beyond the timer’s own period'),
});

const bound = z.object({
  limit: z.number().positive().describe('requests per second that no result of the cell can pass'),
  setBy: z
    .enum(['connections', 'cpu', 'proxy', 'client', 'shared', 'host', 'rate'])
    .describe('what sets it: see docs/terms.md, bound'),
});

const prediction = z.object({
  throughput: z.number().min(0).describe('requests per second'),
  meanMs: milliseconds.describe('mean latency'),
});

const expected = z
  .object({
    serviceMs: milliseconds.describe('CPU time of the app a request, as measured in the window'),
    servers: z.int().min(1).describe('processes that can answer at the same time'),
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

const warning = z.object({
  code: z.string().describe('stable, kebab-case'),
  text: z.string(),
  numbers: z.record(z.string(), z.number()),
});

const attempt = {
  cell: z.string().describe('id of one of the run’s cells'),
  trial: z.int().min(1).describe('1, 2, 3, ... within the cell'),
  order: z.int().min(1).describe('place in the run’s shuffled order'),
  startedAt: instant,
};

const response = z
  .object({
    status: z.int(),
    headers: z.record(z.string(), z.string()).describe('of the last response, names in lower case'),
    bytes: count.describe('of the body, without the transfer coding'),
    sha256: z.string().describe('of the same'),
    compresses: z
      .string()
      .nullable()
      .describe('content coding that the app chose when it was offered gzip and br; the load offers none'),
    shortestMs: milliseconds.describe(
      'least time from a request to the head of its response, of those that the probe sent before the load and after it',
    ),
  })
  .describe('what the probe saw');

const service = z.object({
  name: z.string(),
  version: z.string(),
  figures: z
    .record(z.string(), z.object({ atStart: z.number(), atEnd: z.number() }))
    .describe('what the service counts of itself, at both ends of the window; units stand in names'),
});

const plannedEvent = z.object({
  event: z.string().describe('name of a window event'),
  atSeconds: seconds.describe('planned, from the window’s begin'),
});

const event = z.object({
  name: z.string(),
  atSeconds: seconds.describe('when it began, from the window’s begin'),
  endedSeconds: seconds.nullable().describe('when it was done; null where it was not by the window’s end'),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).describe('what the event tells of itself'),
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
  sockets: sockets.nullable().describe('null where unknown'),
  bounds: z.array(bound).describe('the lowest one first'),
  expected: expected.nullable().describe('null where the model does not apply: open loop, unknown delay'),
  search: search.nullable().describe('null unless the scenario seeks the capacity'),
  services: z.array(service).describe('that the app depended on'),
  events: z.array(event).describe('what was done to the target inside the window'),
  warnings: z.array(warning),
  overheadSeconds: seconds.describe('harness’s own time: the trial less target start, warm-up and window'),
});

const failedTrial = z.object({
  ...attempt,
  status: z.literal('failed'),
  reason: z.string(),
  stderr: z.array(z.string()).describe('last lines of the process at fault'),
  code: z
    .string()
    .nullable()
    .describe(
      'stable: why a trial that was measured has no figure, such as implausible; null where it was not measured',
    ),
  load: load.nullable().describe('what was measured all the same; null where nothing was'),
});

const trial = z.discriminatedUnion('status', [okTrial, failedTrial]);

const host = z.object({
  hostname: z.string(),
  os: z.string(),
  kernel: z.string(),
  arch: z.string(),
  cpuModel: z.string(),
  cores: z.int().min(1).describe('logical CPUs that the run may use: those of its cpuset or affinity'),
  coreThreads: z
    .array(z.array(z.int()))
    .nullable()
    .describe('the numbers of these CPUs, those of one core together; null where unknown'),
  hostCores: z.int().min(1).nullable().describe('logical CPUs of the whole host; null where unknown'),
  physicalCores: z.int().min(1).nullable().describe('that the logical CPUs are threads of'),
  memoryBytes: count,
  virtualization: z.string().nullable().describe('null where none was found'),
  governor: z
    .string()
    .nullable()
    .describe(
      'of the CPUs that the run may use; where they differ, such as "performance on 6, powersave on 2"; null where unknown',
    ),
  governors: z
    .record(z.string(), z.int().min(1))
    .nullable()
    .describe('how many of these CPUs have which; null where unknown'),
  smt: z.boolean().nullable(),
  loadAverage: z.array(z.number()).length(3),
  cgroupCpuLimit: z.number().positive().nullable().describe('cores; null where unlimited or unknown'),
  programs: z.record(z.string(), z.string()).describe('versions of what the run needs beside Node, by name'),
});

const app = z.object({
  name: z.string(),
  source: z
    .string()
    .describe('"built-in", the path of the user’s script, or the command that starts the app'),
  args: z.array(z.string()),
  nodeArgs: z.array(z.string()).describe('of the Node that runs it'),
});

const scenario = z.object({
  name: z.string(),
  driver,
  driverReason: z.string().nullable().describe('why not the usual driver; null where it is'),
  mode,
  metric: z.string().describe('name of the metric that the scenario is run for'),
  method: z.string().describe('of its requests'),
  path: z.string(),
  delayMs: milliseconds.describe('simulated database delay that a built-in app adds to each answer'),
  expectedFailures: z
    .array(z.string())
    .describe('classes of failures and status codes that are figures of the scenario, not errors'),
  services: z.array(z.string()).describe('names of what its app depends on'),
  events: z.array(plannedEvent).describe('what is done to the target inside the window'),
});

const plan = z.object({
  scenarios: z.array(scenario),
  apps: z.array(app),
  trialsPerCell: z.int().min(1).describe('at least, where there is a precision to reach'),
  precision: z
    .object({ relativeHalfWidth: z.number().positive(), maxTrials: z.int().min(1) })
    .nullable()
    .describe('trials are added until the interval of the mean is so narrow; null where none are'),
  warmupSeconds: seconds,
  durationSeconds: z.number().positive(),
  maxErrors: z.number().min(0).max(1).describe('share of failed requests above which a trial has no figure'),
  connections: z.int().min(1),
  loadProcesses: z.int().min(1),
  requestTimeoutSeconds: z.number().positive(),
  rate: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('absolute'), perSecond: z.number().positive() }),
      z.object({
        kind: z.literal('share'),
        share: z.number().positive().describe('of the measured maximum'),
      }),
    ])
    .nullable()
    .describe('of scenarios at a set rate; null where no scenario has one'),
  arrivals: z.enum(['fixed', 'poisson']).nullable().describe('of requests at a rate; null likewise'),
  objective: objective.nullable().describe('that a capacity must keep; null likewise'),
  proxyWorkerProcesses: z.int().min(1).nullable().describe('of each proxy; null where no cell has one'),
  cpus: z
    .object({ target: z.array(z.int()), proxy: z.array(z.int()), load: z.array(z.int()) })
    .nullable()
    .describe('cores that each role was pinned to; null where none was'),
});

const skipped = z.object({ cell: z.string(), reason: z.string() });

const clientCapacity = z.object({
  driver,
  mode,
  requestsPerSecond: z.number().positive().describe('of all load processes, against a bare responder'),
});

const header = {
  schema: z.literal(RUN_SCHEMA),
  startedAt: instant,
  command: z.array(z.string()).describe('arguments that start this run again, seed included'),
  seed: z.int().min(0),
  tool: z.object({ name: z.string(), version: z.string() }),
  git: z.object({ commit: z.string(), branch: z.string().nullable(), dirty: z.boolean() }).nullable(),
  node: z.object({
    version: z.string(),
    v8: z.string(),
    uv: z.string(),
    execArgv: z.array(z.string()).describe('of the harness'),
  }),
  environment: z
    .object({
      nodeEnv: z.string().nullable().describe('NODE_ENV; null where it is not set'),
      nodeOptions: z
        .string()
        .describe('NODE_OPTIONS, without the modules that the harness preloads; empty where it is not set'),
    })
    .describe('that the app inherits'),
  host,
  plan,
  cells: z.array(cell).describe('each once; trials refer to them by id'),
  skipped: z.array(skipped),
  clientCapacity: z.array(clientCapacity).describe('measured once before the first trial'),
  pairing: z
    .object({
      id: z.string().describe('the same in the runs of both sides'),
      side: z.enum(['base', 'head']),
    })
    .nullable()
    .describe(
      'of a run whose trials alternated with another’s: trial k of a cell pairs with trial k of the other',
    ),
};

/** Kinds of errors, as a record names them. */
export const errorKinds = Object.keys(errors.shape) as (keyof LoadErrors)[];

/** First line of the journal: all of the record that is known before the first trial. */
export const runHeaderSchema = z.object(header);

export const trialSchema = trial;

export const runRecordSchema = z.object({
  ...header,
  status: z.enum(['complete', 'partial']),
  finishedAt: instant,
  trials: z.array(trial),
  warnings: z
    .array(warning.extend({ cell: z.string().nullable().describe('null: of the host') }))
    .describe('what no single trial can tell: of the host, and of a cell’s trials together'),
});

export type Cell = z.infer<typeof cell>;
export type Skipped = z.infer<typeof skipped>;
export type Latency = z.infer<typeof latency>;
export type LoadErrors = z.infer<typeof errors>;
export type LoadFigures = z.infer<typeof load>;
export type CpuFigures = z.infer<typeof cpu>;
export type CoresByRole = CpuFigures['coresByRole'];
export type ProcessFigures = z.infer<typeof processFigures>;
export type Bound = z.infer<typeof bound>;
export type LoadMode = z.infer<typeof mode>;
export type Search = z.infer<typeof search>;
export type Expected = z.infer<typeof expected>;
export type ServiceFigures = z.infer<typeof service>;
export type HappenedEvent = z.infer<typeof event>;
export type Sockets = z.infer<typeof sockets>;
export type ClientCapacity = z.infer<typeof clientCapacity>;
export type PinnedCpus = NonNullable<RunHeader['plan']['cpus']>;
export type ProbedResponse = z.infer<typeof response>;
export type Warning = z.infer<typeof warning>;
export type RunWarning = RunRecord['warnings'][number];
export type OkTrial = z.infer<typeof okTrial>;
export type FailedTrial = z.infer<typeof failedTrial>;
export type Trial = z.infer<typeof trial>;
export type HostFacts = z.infer<typeof host>;
export type ScenarioFacts = z.infer<typeof scenario>;
export type RunHeader = z.infer<typeof runHeaderSchema>;
export type RunRecord = z.infer<typeof runRecordSchema>;

/** The plan of a run: what it was asked to measure. */
import { z } from 'zod';
import { client, mode } from './cell.ts';
import { amount, atLeastOne, fraction, milliseconds, orNull, positive, seconds, text } from './fields.ts';
import { gateRule } from './gate.ts';
import { objective } from './load.ts';

const app = z.object({
  name: text,
  source: text.describe(
    '"built-in", the path of the user’s script, the command that starts the app, or the URL where it already ran',
  ),
  args: z.array(text),
  nodeArgs: z.array(text).describe('arguments of the Node that runs it'),
  attached: z
    .enum(['here', 'elsewhere'])
    .nullable()
    .describe('whether it already ran, on this host or another; null if the run started it'),
});

const rate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absolute'), perSecond: positive }),
  z.object({
    kind: z.literal('share'),
    share: positive.describe('share of the measured maximum'),
  }),
]);

const proxy = z.object({
  name: text,
  program: text.describe('the program that runs'),
  version: text,
  behavior: z
    .object({
      balancing: text.describe('how it chooses an upstream'),
      idleUpstream: text.describe('when it closes an idle connection to the app'),
      failedUpstream: text.describe('what becomes of a request whose upstream fails'),
      tls: orNull(text, 'version, certificate and session reuse; null without TLS'),
    })
    .nullable()
    .describe('null if the user wrote its configuration'),
  servesFiles: z.boolean().describe('whether it serves a scenario’s files itself'),
  configuration: z
    .object({ path: text, sha256: text })
    .nullable()
    .describe('the user’s file; null if the harness writes the configuration'),
});

const plannedEvent = z.object({
  event: text.describe('name of a window event'),
  atSeconds: seconds.describe('planned time from the start of the window'),
});

const scenario = z.object({
  name: text,
  title: orNull(
    text,
    'what stands in headings in place of the name: the requests of the user, who named no scenario; null for the name',
  ),
  client,
  clientReason: orNull(text, 'why not the usual client; null if it is'),
  mode,
  metric: text.describe('name of the metric that decides'),
  sends: text.describe('the request, such as GET /api/users, or who decides what is sent'),
  sendsHash: orNull(
    text,
    'SHA-256 of what else is sent: headers and body, a list of requests, a script; null if there is nothing else',
  ),
  delayMs: milliseconds.describe('simulated database delay that a built-in app adds to each response'),
  expectedFailures: z
    .array(text)
    .describe(
      'classes of failures and status codes that are figures of the scenario or its events, not errors',
    ),
  rate: orNull(rate, 'rate of its own; null if the rate of the run applies, or it has none'),
  appEnv: z.record(text, text).describe('environment variables that it adds to the app’s'),
  services: z.array(text).describe('names of the services that its app depends on'),
  events: z.array(plannedEvent).describe('window events'),
});

const stage = z.object({
  durationSeconds: seconds.describe('0: the level changes at once'),
  level: amount.describe('at its end; within the stage it changes evenly, from 0 in the first one'),
});

export const plan = z.object({
  scenarios: z.array(scenario),
  apps: z.array(app),
  trialsPerCell: atLeastOne.describe('the fewest trials, if a precision is set'),
  precision: z
    .object({ relativeHalfWidth: positive, maxTrials: atLeastOne })
    .nullable()
    .describe(
      'trials are added until the relative half-width of the mean’s interval is this small; null if the number is fixed',
    ),
  warmupSeconds: seconds,
  durationSeconds: positive,
  maxErrors: fraction.describe('share of failed requests above which a trial has no figure'),
  gates: z
    .array(gateRule)
    .describe('limits that the run must keep; empty in a run of ab, which judges the head'),
  connections: atLeastOne,
  stages: z
    .array(stage)
    .describe(
      'load over the window: requests per second in an open loop, connections in a closed one; empty if the load is constant',
    ),
  listen: orNull(
    text,
    'address on which the app listened, or the proxy in front of it; null if the server already ran',
  ),
  agents: orNull(atLeastOne, 'load agents on other hosts that sent the load; null if this host did'),
  loadProcesses: orNull(
    atLeastOne,
    'load processes, of each agent if agents sent the load; null: as many as an agent has cores for',
  ),
  clientAddresses: orNull(
    atLeastOne,
    'local addresses that the load comes from; null: the one that the host chooses',
  ),
  beforeTrial: orNull(text, 'shell command that ran before each trial; null for none'),
  afterStart: orNull(text, 'shell command that ran in each trial once the server was ready; null for none'),
  requestTimeoutSeconds: positive,
  rate: orNull(rate, 'rate of scenarios with a set rate; null if no scenario has one'),
  arrivals: z
    .enum(['fixed', 'poisson'])
    .nullable()
    .describe('spacing of requests at a rate; null if no scenario has one'),
  objective: orNull(objective, 'latency objective for `capacity`; null if no scenario seeks it'),
  proxies: z.array(proxy).describe('proxies of the cells, as far as this host has them'),
  proxyWorkerProcesses: orNull(
    atLeastOne,
    'worker processes or threads of each proxy; null if no cell has one',
  ),
  cpus: z
    .object({ target: z.array(z.int()), proxy: z.array(z.int()), load: z.array(z.int()) })
    .nullable()
    .describe('cores that each role was pinned to; null without pinning'),
});

export type ScenarioFacts = z.infer<typeof scenario>;

export type Stage = z.infer<typeof stage>;

export type ProxyFacts = z.infer<typeof proxy>;

export type PinnedCpus = NonNullable<z.infer<typeof plan>['cpus']>;

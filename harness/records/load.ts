/** The load of a trial, as its clients measured it. */
import { z } from 'zod';
import { client, mode } from './cell.ts';
import { type ErrorKind, errorMeanings } from './error-kinds.ts';
import {
  amount,
  atLeastOne,
  count,
  fraction,
  milliseconds,
  orNull,
  positive,
  seconds,
  text,
} from './fields.ts';
import { sockets } from './sockets.ts';

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
    histogram: text.describe(
      'HDR histogram, V2 compressed, base64; values in microseconds, 3 significant digits',
    ),
  })
  .describe(
    'latency of correct responses that ended inside the window; milliseconds at microsecond resolution',
  );

/** Requests that failed inside the window, by class. */
const counts = Object.fromEntries(
  Object.entries(errorMeanings).map(([kind, meaning]) => [kind, count.describe(meaning)]),
) as Record<ErrorKind, typeof count>;

export const errors = z.object(counts);

const perSecond = z.array(
  z.object({
    completed: amount.describe('correct responses, per second'),
    failed: amount.describe('failed requests, per second'),
    p99Ms: orNull(
      milliseconds,
      'p99 of the correct responses, within 3.2%: few responses make it their maximum; null if there is none',
    ),
  }),
);

const statuses = z.record(text, count).describe('responses that ended inside the window, per status code');

const labelFigures = z.object({
  label: text,
  inFlightAtStart: count.describe('requests sent before the window that ended in it'),
  sent: count,
  completed: count,
  unfinished: count.describe(
    'sent in the window and in flight at its end: inFlightAtStart + sent = completed + all errors + unfinished',
  ),
  throughput: amount.describe('completed / windowSeconds'),
  statuses,
  latency,
  errors,
  perSecond: perSecond.describe('requests of the label that ended in each second of the window'),
});

const phase = z.object({
  name: text.describe('how the level changes: "0 to 100", or "at 100"'),
  fromSeconds: seconds.describe('from the start of the window'),
  toSeconds: seconds,
  fromLevel: amount.describe(
    'requests per second in an open loop, or iterations of a script; connections in a closed loop',
  ),
  level: amount.describe('at its end'),
  throughput: amount.describe('correct responses that ended in it, per second'),
  p99Ms: orNull(milliseconds, 'p99 of these responses; null if there is none'),
  failed: count.describe('failed requests that ended in it'),
});

const iterations = z.object({
  completed: count.describe('passes of a virtual user that ended inside the window, all responses correct'),
  failed: count.describe('passes with a failed request or a failed check'),
  perSecond: amount.describe('completed / windowSeconds'),
  duration: latency.describe('of the completed ones, from when each was due, pauses included'),
});

export const load = z.object({
  client,
  clientReason: orNull(
    text,
    'why another client than the planned one sent the load; null if the planned one did',
  ),
  mode,
  connections: count.describe('most connections open at the same time'),
  processes: atLeastOne,
  windowSeconds: seconds.describe('length of the window'),
  inFlightAtStart: count.describe('requests sent before the window and not yet ended at its start'),
  sent: count.describe(
    'requests sent inside the window; in an open loop, requests due in it. Over WebSockets, everywhere: messages, each counted once for each connection that must hear it',
  ),
  completed: count.describe('correct responses that ended inside the window'),
  throughput: amount.describe(
    'requests per second. In a closed loop each correct request counts by the share of its time in flight that lies inside the window. In an open loop, and with window events or stages, it is completed / windowSeconds',
  ),
  completedPerSecond: amount.describe('completed / windowSeconds'),
  resolution: amount.describe(
    'share of the throughput that is uncertain because the window cuts rounds of requests; no smaller difference is claimed; 0 in an open loop',
  ),
  statuses,
  latency,
  errors,
  failedTime: z
    .object({ sumMs: milliseconds, maxMs: milliseconds })
    .describe('time in flight of the requests that failed, from when each was due'),
  unfinished: count.describe(
    'in flight at the window’s end: inFlightAtStart + sent = completed + all errors + unfinished',
  ),
  followedMaxMs: milliseconds.describe(
    'longest time of the requests that were in flight at the window’s end and were followed until they ended; 0 in an open loop',
  ),
  followedCorrectMaxMs: milliseconds.describe('the same for those with a correct response'),
  offeredRate: orNull(
    positive,
    'requests per second that were planned, or iterations of a script, or messages to hear; with stages their mean; null in a closed loop',
  ),
  sendDelayP99Ms: orNull(
    milliseconds,
    'lateness of the client itself: time from when a request was due until it was sent, if a connection was free; null in a closed loop',
  ),
  meanInFlight: amount.describe(
    'mean number of requests in flight over the window, including those that wait for a connection',
  ),
  perSecond: perSecond.describe('requests that ended in each second of the window'),
  phases: z.array(phase).describe('figures by stage; empty if the load is constant'),
  byLabel: z.array(labelFigures).describe('figures by label; empty if requests have no labels'),
  iterations: orNull(iterations, 'null if an iteration is a single request'),
  checks: z
    .array(z.object({ message: text, count }))
    .describe('what the scenario’s script threw, most frequent first'),
  sockets: orNull(sockets, 'null unless the load is messages over WebSockets'),
  clientUtilization: fraction.describe('event-loop utilization of the busiest load process'),
  clientCpuSeconds: seconds.describe('CPU time of all load processes in the window'),
  clientWaitShare: orNull(
    amount,
    'share of the window in which a load process was ready to run and had no core, for the process that waited most; null if unknown',
  ),
});

/** searchStep is one step of the search for the highest rate that keeps the objective. */
const searchStep = z.object({
  rate: positive.describe('offered rate, requests per second'),
  achieved: amount.describe('correct responses per second'),
  latencyMs: orNull(
    milliseconds,
    'latency at the objective’s percentile over all requests that ended; a failed request is slower than any; null if the percentile falls on one',
  ),
  kept: z.boolean().describe('whether the objective was kept'),
});

export const objective = z.object({ percentile: z.number(), limitMs: positive });

export const search = z.object({
  objective,
  rate: amount.describe('highest rate that kept the objective, requests per second'),
  low: amount.describe('lower end of the interval, the same as rate'),
  high: z.number().nullable().describe('lowest rate that did not keep the objective; null if none was tried'),
  steps: z.array(searchStep),
});

export type Latency = z.infer<typeof latency>;
export type LoadErrors = z.infer<typeof errors>;
export type LabelFigures = z.infer<typeof labelFigures>;
export type PhaseFigures = z.infer<typeof phase>;
export type LoadFigures = z.infer<typeof load>;
export type Search = z.infer<typeof search>;

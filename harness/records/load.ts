/** The load of a trial, as its clients saw it. */
import { z } from 'zod';
import { driver, mode } from './cell.ts';
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

export const load = z.object({
  driver,
  driverReason: orNull(text, 'why the trial was not sent by the planned client; null where it was'),
  mode,
  connections: count.describe('open at the same time, at most'),
  processes: atLeastOne,
  windowSeconds: seconds.describe('length of the window'),
  inFlightAtStart: count.describe('requests begun before the window and not yet ended at its start'),
  sent: count.describe('requests begun inside the window; in an open loop those that were due in it'),
  completed: count.describe('correct 2xx answers that ended inside the window'),
  throughput: amount.describe(
    'requests per second; in a closed loop each correct request counts by the share of its time in flight that lies inside the window, in an open loop, and where something is done to the target inside the window, completed / windowSeconds',
  ),
  completedPerSecond: amount.describe('completed / windowSeconds'),
  resolution: amount.describe(
    'share of the throughput that a window which cuts rounds of requests leaves open: no smaller difference is claimed; 0 in an open loop',
  ),
  statuses: z.record(text, count).describe('responses that ended inside the window, per status code'),
  latency,
  errors,
  failedTime: z
    .object({ sumMs: milliseconds, maxMs: milliseconds })
    .describe('that requests which failed were in flight, from when each was due'),
  unfinished: count.describe(
    'in flight at the window’s end: inFlightAtStart + sent = completed + all errors + unfinished',
  ),
  followedMaxMs: milliseconds.describe(
    'longest of the requests that were in flight at the window’s end and were followed to their end; 0 in an open loop',
  ),
  followedCorrectMaxMs: milliseconds.describe('the same of those that were answered correctly'),
  offeredRate: orNull(positive, 'requests per second that were to be sent; null in a closed loop'),
  sendDelayP99Ms: orNull(
    milliseconds,
    'from the instant at which a request was due to its sending, where a connection was free: the client’s own lateness; null in a closed loop',
  ),
  meanUnderWay: amount.describe(
    'requests under way on average over the window, those that wait for a connection included',
  ),
  perSecond: z
    .array(z.object({ completed: amount, failed: amount }))
    .describe('requests per second that ended in each second of the window, correct and failed'),
  clientUtilization: fraction.describe('event-loop utilization of the busiest load process'),
  clientCpuSeconds: seconds.describe('CPU time of all load processes in the window'),
  clientWaitShare: orNull(
    amount,
    'share of the window in which the load process that waited most was ready to run and had no core; null where unknown',
  ),
});

/** Kinds of errors, as a record names them. */
export const errorKinds = Object.keys(errors.shape) as (keyof LoadErrors)[];

/** One step of a search for the highest rate that keeps the objective. */
const searchStep = z.object({
  rate: positive.describe('offered, requests per second'),
  achieved: amount.describe('correct answers per second'),
  latencyMs: orNull(
    milliseconds,
    'at the objective’s percentile of all requests that ended, those that failed being slower than any; null where it is one of them',
  ),
  kept: z.boolean().describe('whether the objective was kept'),
});

export const objective = z.object({ percentile: z.number(), limitMs: positive });

export const search = z.object({
  objective,
  rate: amount.describe('highest rate that kept the objective, requests per second'),
  low: amount.describe('the same: the interval’s lower end'),
  high: z.number().nullable().describe('lowest rate that did not keep it; null where none was tried'),
  steps: z.array(searchStep),
});

export type Latency = z.infer<typeof latency>;
export type LoadErrors = z.infer<typeof errors>;
export type LoadFigures = z.infer<typeof load>;
export type Search = z.infer<typeof search>;

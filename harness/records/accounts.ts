/** Accounts for the requests of a window with events, number by number. */
import { z } from 'zod';
import { amount, count, milliseconds, orNull, seconds, text } from './fields.ts';
import { errors } from './load.ts';

const lost = z
  .object({
    neverReached: count.describe('no worker began it: sending it again is safe'),
    begun: count.describe('a worker began it and did not finish it: it may have been executed'),
    finished: count.describe('a worker finished it, and the response was lost: a retry executes it twice'),
    unknown: count.describe('failed, and some process of the app takes no notes'),
  })
  .describe('requests without a correct response, by what workers noted of them');

const workersAlive = z.array(
  z.object({ atSeconds: seconds, count: count.describe('workers alive from then on') }),
);

export const accounts = z.object({
  correct: count,
  wrong: count.describe('a worker’s response arrived, and it was wrong'),
  lost,
  unavailable: count.describe(
    'refused because the target was told to stop: sent after it took its last request, or answered with 503',
  ),
  unfinished: count.describe(
    'in flight at the window’s end: load.inFlightAtStart + load.sent = correct + wrong + all lost + unavailable + unfinished',
  ),
  executedTwice: count.describe('begun by two workers, or twice by one, whatever their end'),
  notNoted: count.describe('correct responses that no worker noted; if there is one, no fate rests on notes'),
  workersAlive: orNull(workersAlive, 'changes in the number of workers; null if nothing shows it'),
});

export const eventCost = z.object({
  inFlightAtStart: count.describe('requests in flight when the event began'),
  requests: count.describe(
    'requests in flight when it began, or sent before it ended; up to the window’s end if it ended the target',
  ),
  lost: lost.describe('of these requests'),
  wrong: count,
  unavailable: count,
  executedTwice: count,
  failures: errors.describe('how the client saw them fail, by class'),
  mayRunTwice: z
    .array(z.object({ request: text, count }))
    .describe('lost requests that were begun and are not idempotent: a retry may do them twice'),
  throughputBefore: orNull(
    amount,
    'correct responses per second between the last event and this one; null if there were none',
  ),
  deepestSecond: orNull(
    z.object({ atSeconds: seconds, throughput: amount }),
    'the second with the fewest correct responses between this event and the next; null if unknown',
  ),
  recoverySeconds: orNull(
    seconds,
    'time from the start of the event until throughput is within 5% of that before, apart from noise; 0 if it never fell; null if it never came back, or if throughputBefore is null',
  ),
  longestSilenceSeconds: seconds.describe('longest time without a correct response'),
  forks: orNull(count, 'workers that began to listen until the next event; null if unknown'),
  leastWorkers: orNull(count, 'fewest workers alive until the next event; null if unknown'),
});

export const phase = z.object({
  name: text.describe('"before", "during EVENT" or "after EVENT"'),
  fromSeconds: seconds,
  toSeconds: seconds,
  throughput: amount.describe('correct responses per second'),
  p99Ms: orNull(milliseconds, 'over the correct responses that ended in it; null if there is none'),
  failed: count.describe('requests that failed in it'),
});

export type Accounts = z.infer<typeof accounts>;
export type LostRequests = Accounts['lost'];
export type EventCost = z.infer<typeof eventCost>;
export type Phase = z.infer<typeof phase>;

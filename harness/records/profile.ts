/** The CPU profile of a variant's busiest worker: its hottest functions, or why there is none. */
import { z } from 'zod';
import { amount, atLeastOne, count, fraction, instant, orNull, seconds, text } from './fields.ts';

const self = {
  selfSeconds: seconds.describe('time in the code itself, without what it calls'),
  selfShare: fraction.describe('of the time that the worker was not idle'),
};

const packageName = text.describe(
  '(app) for the app’s own files, the name of an npm package, node for Node’s own JavaScript, (native) for functions in C++, (cluster-bench), (garbage collector), or (program) for the rest of the process',
);

const hotFunction = z.object({
  name: text.describe('(anonymous) without a name'),
  package: packageName,
  place: text.describe(
    'its file: relative to the app’s folder or to its package’s folder, or as V8 names it; empty for native code',
  ),
  line: orNull(atLeastOne, 'first line of the function in the code that ran; null for native code'),
  ...self,
});

const taken = z.object({
  cell: text.describe('id of one of the run’s cells'),
  status: z.literal('ok'),
  startedAt: instant,
  file: text.describe('the profile, relative to the run’s folder: Chrome DevTools and speedscope open it'),
  pid: z.int(),
  instance: orNull(z.int(), 'NODE_APP_INSTANCE, 0..N-1; null if unknown'),
  durationSeconds: seconds,
  sampleCount: count,
  idleSeconds: seconds.describe('time of the profile in which the worker waited for something to do'),
  throughput: amount.describe('requests per second of the trial with the profiler on'),
  hottest: z.array(hotFunction).describe('functions with the most self time, up to ten'),
  packages: z
    .array(z.object({ package: packageName, ...self }))
    .describe('all time that was not idle, by package'),
});

const missing = z.object({
  cell: text.describe('id of one of the run’s cells'),
  status: z.literal('missing'),
  reason: text,
});

export const profileSchema = z.discriminatedUnion('status', [taken, missing]);

export type Profile = z.infer<typeof profileSchema>;
export type TakenProfile = z.infer<typeof taken>;
export type HotFunction = z.infer<typeof hotFunction>;
export type PackageTime = TakenProfile['packages'][number];

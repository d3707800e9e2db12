/** Shares that agents refuse, and agents that a load refuses. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Queue, QueueEvents } from 'bullmq';
import { agentHere, hostsFor, jobTo, SECRET } from '../../dev/testing/agents.ts';
import { lastFirst } from '../../dev/testing/last-first.ts';
import { startUsersRedis, type UsersRedis } from '../../dev/testing/redis.ts';
import { packageVersion } from '../../host/package-version.ts';
import { plainGet } from '../users/user-ref.ts';
import { PREFIX, QUEUE, redisOptions } from './redis-link.ts';
import type { ShareJob } from './share-job.ts';
import { signed } from './signature.ts';

const LONG = { connections: 10, longestSeconds: 60 };
const NEVER = new AbortController().signal;

/** Hands an agent this job, and returns why it failed. */
async function refusalOf(
  context: TestContext,
  { url }: UsersRedis,
  id: string,
  data: unknown,
): Promise<string> {
  const around = { connection: redisOptions({ url, password: null }), prefix: PREFIX };
  const [queue, events] = [new Queue(QUEUE, around), new QueueEvents(QUEUE, around)];
  context.after(() => Promise.all([queue.close(), events.close()]));
  await events.waitUntilReady();
  const refused = new Promise<string>((resolve) => {
    events.on('failed', ({ jobId, failedReason }) => jobId === id && resolve(failedReason));
  });
  await queue.add(QUEUE, data, { jobId: id, attempts: 1, removeOnFail: true });
  return refused;
}

const job = (change: Partial<ShareJob> = {}): ShareJob => ({
  ...{ version: packageVersion(), session: 's', share: 0, processes: 1, mostProcesses: 1 },
  ...{ madeMs: Date.now(), longestSeconds: 10, clock: { offsetMs: 0 } },
  ...change,
});

test('an agent refuses jobs that it must not serve, and waits for the next one', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const agent = await agentHere(context, redis.url, 'a1');
  const sound = signed(SECRET, 'job s-0', job());
  const wrongSignature =
    'agent a1 refused its share: its signature is wrong: CLUSTER_BENCH_SECRET must be the same on every host';
  const cases: readonly (readonly [what: string, id: string, data: unknown, reason: RegExp | string])[] = [
    ['another version', 's-0', signed(SECRET, 'job s-0', job({ version: '0.0.1' })), versions],
    ['an unsigned job', 's-0', job(), 'agent a1 refused its share: it is not signed'],
    ['an altered job', 's-0', { ...sound, body: JSON.stringify(job({ share: 7 })) }, wrongSignature],
    ['a job of another share', 's-1', sound, wrongSignature],
    ['another secret', 's-0', signed('another secret of 16', 'job s-0', job()), wrongSignature],
    [
      'an old job',
      's-0',
      signed(SECRET, 'job s-0', job({ madeMs: Date.now() - 61_000 })),
      /the job is too old/,
    ],
  ];
  for (const [what, id, data, reason] of cases) {
    const given = await refusalOf(context, redis, id, data);
    if (typeof reason === 'string') assert.equal(given, reason, what);
    else assert.match(given, reason, what);
  }
  const refused = agent.events.filter(({ type }) => type === 'refused');
  assert.equal(refused.length, cases.length);
  const { load } = await (await hostsFor(context, redis.url, 1)).open(LONG, NEVER);
  await load.ready;
  await load.end();
});

const versions =
  /^agent a1 has cluster-bench \S+, the coordinator 0\.0\.1: install the same version on both$/;

test('a share that an agent refuses ends the load with the reason', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  await agentHere(context, redis.url, 'a1', { secret: 'another secret of 16' });
  const hosts = await hostsFor(context, redis.url, 1);
  await assert.rejects(
    hosts.open(LONG, NEVER),
    /^TargetError: agent a1 refused its share: its signature is wrong/,
  );
});

test('a target outside the allowed ranges, and an unset variable, break the load', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  await agentHere(context, redis.url, 'a1', { allow: ['10.0.0.0/8'], env: { KNOWN: '1' } });
  const hosts = await hostsFor(context, redis.url, 1);
  const reasonOf = async (job: ReturnType<typeof jobTo>) => {
    const { load } = await hosts.open(LONG, NEVER);
    await load.ready;
    load.begin(job, () => {}).catch(() => {});
    const { reason } = await load.broken;
    await load.end();
    return reason;
  };
  assert.equal(
    await reasonOf(jobTo(1)),
    'agent a1: it may not load 127.0.0.1: start it with --allow 127.0.0.1 if that server is yours',
  );
  const user = plainGet('/', { headers: { authorization: 'Bearer $KNOWN$HERS', cookie: '$HIS' } });
  assert.equal(
    await reasonOf(jobTo(1, { origin: 'http://10.0.0.1:1', user })),
    'agent a1: the environment variable HERS and HIS is not set there',
  );
});

test('two agents of one name are refused, and serve the next load under names of their own', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  const [, twin] = [await agentHere(context, redis.url, 'a1'), await agentHere(context, redis.url, 'a1')];
  const hosts = await hostsFor(context, redis.url, 2);
  await assert.rejects(hosts.open(LONG, NEVER), /two agents are called a1: give each a --name of its own/);
  await twin.stop();
  await agentHere(context, redis.url, 'a2');
  const startMs = performance.now();
  const { load } = await hosts.open(LONG, NEVER);
  assert.ok(performance.now() - startMs < 3_000, 'they did not wait for the silence');
  await load.end();
});

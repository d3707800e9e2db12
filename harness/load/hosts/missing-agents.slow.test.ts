/** Loads that wait for agents who do not come. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentHere, hostsFor } from '../../dev/testing/agents.ts';
import { lastFirst } from '../../dev/testing/last-first.ts';
import { startUsersRedis } from '../../dev/testing/redis.ts';

const LONG = { connections: 10, longestSeconds: 60 };
const NEVER = new AbortController().signal;

test('fewer agents than asked are named', async (own) => {
  const context = lastFirst(own);
  const redis = await startUsersRedis(context);
  if (!redis) return;
  await agentHere(context, redis.url, 'a1');
  const hosts = await hostsFor(context, redis.url, 2);
  const counts: number[] = [];
  const looked = new AbortController();
  const onFewer = (count: number) => {
    counts.push(count);
    looked.abort();
  };
  await assert.rejects(hosts.present(onFewer, looked.signal), { name: 'AbortError' });
  assert.deepEqual(counts, [1]);
  await assert.rejects(hosts.open(LONG, NEVER), /1 of 2 agents took a share of the load \(a1\) within 10 s/);
});

/** `/health` asks what the worker holds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startRedisAt } from '../../harness/dev/testing/redis.ts';
import { serveApp } from '../../harness/dev/testing/served-app.ts';
import { freePorts } from '../../harness/processes/free-ports.ts';
import { addPart, health } from './health.ts';
import { builtInApps } from './index.ts';
import { openSessions } from './sessions/index.ts';

const worker = { pid: process.pid, worker: null };

for (const app of builtInApps) {
  test(`${app.name}: /health is 503 and names the part that fails, and 200 once it responds again`, async (context) => {
    let isUp = false;
    const forget = addPart({
      name: 'Postgres pool',
      ask: async () => {
        if (!isUp) throw new Error('too many clients');
      },
    });
    context.after(forget);
    const served = await serveApp(context, app, {});
    const failed = await served.get('/health');
    assert.deepEqual(
      [failed.status, failed.body],
      [503, { status: 'failed', failed: { 'Postgres pool': 'too many clients' }, ...worker }],
    );
    isUp = true;
    const { status, body } = await served.get('/health');
    assert.deepEqual([status, body], [200, { status: 'ok', ...worker }]);
  });
}

test('a part that never responds has failed', async (context) => {
  context.after(addPart({ name: 'hung', ask: () => new Promise(() => {}) }));
  const { status, body } = await health();
  assert.equal(status, 503);
  assert.deepEqual((body as { failed: unknown }).failed, { hung: 'no response within 2 s' });
});

test('sessions in Redis are a part until they close', async (context) => {
  const [port = 0] = await freePorts(1);
  const redis = await startRedisAt(context, port);
  if (!redis) return;
  {
    using _sessions = await openSessions({ SESSIONS: 'redis', REDIS_URL: `redis://127.0.0.1:${port}` });
    assert.equal((await health()).status, 200);
    await redis.kill();
    const { status, body } = await health();
    assert.equal(status, 503);
    assert.deepEqual(Object.keys((body as { failed: object }).failed), ['sessions in Redis']);
  }
  assert.equal((await health()).status, 200);
});

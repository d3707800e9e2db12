/** Login and dashboard in every built-in app, over two workers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startUsersRedis } from '../../../harness/dev/testing/redis.ts';
import { serveApp } from '../../../harness/dev/testing/served-app.ts';
import { builtInApps } from '../index.ts';
import { openSessions } from './index.ts';

const ANN = '{"user":"Ann"}';
const DASHBOARD = '/dashboard';

for (const app of builtInApps) {
  test(`${app.name}: a session in memory is known to its own worker alone`, async (context) => {
    const [one, other] = [await serveApp(context, app, {}), await serveApp(context, app, {})];
    const { status, cookie, body } = await one.logIn(ANN);
    assert.deepEqual([status, body], [200, { user: 'Ann' }]);
    assert.match(cookie ?? '', /^sid=[\w-]{36}; HttpOnly; Path=\/$/);
    const headers = { cookie: `theme=dark; ${cookie?.split(';')[0]}` };
    assert.deepEqual((await one.get(DASHBOARD, headers)).body, { user: 'Ann' });
    assert.equal((await one.get(DASHBOARD)).status, 401);
    assert.equal((await one.get(DASHBOARD, { cookie: 'sid=guessed' })).status, 401);
    assert.equal((await other.get(DASHBOARD, headers)).status, 401);
  });

  test(`${app.name}: a signed token is known to every worker with the secret`, async (context) => {
    const env = { SESSIONS: 'token', SESSIONS_SECRET: 'of all workers' };
    const [one, other] = [await serveApp(context, app, env), await serveApp(context, app, env)];
    const stranger = await serveApp(context, app, { ...env, SESSIONS_SECRET: 'of others' });
    const { status, cookie, body } = await one.logIn(ANN);
    assert.deepEqual([status, cookie], [200, null]);
    const { token } = body as { token: string };
    const headers = { authorization: `Bearer ${token}` };
    assert.deepEqual((await other.get(DASHBOARD, headers)).body, { user: 'Ann' });
    assert.equal((await stranger.get(DASHBOARD, headers)).status, 401);
    const [header, , signature] = token.split('.');
    const claims = Buffer.from('{"sub":"Root"}').toString('base64url');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const forged of [`${header}.${claims}.${signature}`, `${unsigned}.${claims}.`, 'x']) {
      assert.equal((await one.get(DASHBOARD, { authorization: `Bearer ${forged}` })).status, 401);
    }
  });

  test(`${app.name}: an invalid login is refused`, async (context) => {
    const served = await serveApp(context, app, {});
    for (const body of ['{"user":""}', '{"user":7}', '[]', '{', `{"user":"${'x'.repeat(101)}"}`]) {
      assert.equal((await served.logIn(body)).status, 400, body);
    }
  });
}

test('a session in Redis is known to every worker, and stays under the prefix', async (context) => {
  const users = await startUsersRedis(context);
  if (!users) return;
  const env = { SESSIONS: 'redis', REDIS_URL: users.url.href, REDIS_PREFIX: 'ours:' };
  using one = await openSessions(env);
  using other = await openSessions(env);
  const { cookie = '' } = await one.open('Ann');
  assert.equal(await other.userOf({ cookie }), 'Ann');
  assert.equal(await other.userOf({ cookie: 'sid=guessed' }), null);
  const keys = await users.keys();
  assert.equal(keys.length, 1);
  assert.match(keys[0] ?? '', /^ours:session:/);
});

test('invalid variables are refused', async () => {
  await assert.rejects(
    async () => openSessions({ SESSIONS: 'disk' }),
    /SESSIONS takes memory, token, redis, not "disk"/,
  );
  await assert.rejects(openSessions({ SESSIONS: 'token' }), /SESSIONS=token needs SESSIONS_SECRET/);
  await assert.rejects(openSessions({ SESSIONS: 'redis' }), /SESSIONS=redis needs REDIS_URL/);
});

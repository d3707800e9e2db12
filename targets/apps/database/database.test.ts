/** The query of every built-in app, without a database: what does not need one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serveApp } from '../../../harness/dev/testing/served-app.ts';
import { freePorts } from '../../../harness/processes/free-ports.ts';
import { builtInApps } from '../index.ts';
import { openDatabase } from './index.ts';

for (const app of builtInApps) {
  test(`${app.name}: a database that refuses is an error of the server`, async (context) => {
    const [port = 0] = await freePorts(1);
    const none = await serveApp(context, app, {});
    assert.equal((await none.get('/query')).status, 404);
    const env = { DB_QUERY: 'read', DATABASE_URL: `postgresql://ann@127.0.0.1:${port}/bench` };
    const served = await serveApp(context, app, env);
    const { status, body } = await served.get('/query');
    assert.equal(status, 500);
    assert.match((body as { error: string }).error, /ECONNREFUSED/);
  });
}

test('a query without a database, and an unknown one, are refused', async () => {
  await assert.rejects(openDatabase({ DB_QUERY: 'sleep' }), /DB_QUERY needs DATABASE_URL/);
  const env = { DB_QUERY: 'write', DATABASE_URL: 'postgresql://127.0.0.1/bench' };
  await assert.rejects(openDatabase(env), /DB_QUERY takes sleep, read, not "write"/);
});

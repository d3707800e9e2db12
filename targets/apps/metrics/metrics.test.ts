/** `/metrics` of every built-in app. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serveApp } from '../../../harness/dev/testing/served-app.ts';
import { builtInApps } from '../index.ts';
import { openMetrics } from './index.ts';

for (const app of builtInApps) {
  test(`${app.name}: metrics count responses by method, route and status, with the worker's pid`, async (context) => {
    const served = await serveApp(context, app, { METRICS: 'on' });
    await served.get('/api/users');
    await served.get('/health');
    await served.get('/health?verbose');
    await served.logIn('{"user":7}');
    await served.getText('/nowhere/17');
    const { status, text } = await served.getText('/metrics');
    assert.equal(status, 200);
    // The order of labels is the library's own.
    const seriesValue = (name: string, labels: readonly string[]) => {
      const all = [...labels, `pid="${process.pid}"`];
      const line = text.split('\n').find((one) => one.startsWith(name) && all.every((l) => one.includes(l)));
      return Number(line?.split(' ').at(-1));
    };
    const count = (method: string, route: string, code: number) =>
      seriesValue('http_requests_total', [`method="${method}"`, `route="${route}"`, `status="${code}"`]);
    assert.equal(count('GET', '/health', 200), 2);
    assert.equal(count('GET', '/api/users', 200), 1);
    assert.equal(count('POST', '/login', 400), 1);
    assert.equal(count('GET', 'none', 404), 1);
    const users = ['route="/api/users"'];
    assert.equal(seriesValue('http_request_duration_seconds_count', users), 1);
    // The route waits 50 ms; the time is in seconds.
    const tookSeconds = seriesValue('http_request_duration_seconds_sum', users);
    assert.ok(tookSeconds >= 0.045 && tookSeconds < 30, String(tookSeconds));
  });

  test(`${app.name}: there are no metrics unless the environment asks`, async (context) => {
    const served = await serveApp(context, app, {});
    assert.equal((await served.getText('/metrics')).status, 404);
  });
}

test('a value of METRICS that means nothing is refused', async () => {
  await assert.rejects(openMetrics({ METRICS: 'yes' }), { message: 'METRICS takes off, on, not "yes"' });
});

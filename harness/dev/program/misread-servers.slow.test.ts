/** Whole runs on servers that a load client misreads, or whose figures look implausible. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testCertificate } from '../testing/certificate.ts';
import { provoke, recordOf, server, trialOf } from '../testing/provoke.ts';

const CONNECTIONS = 20;
const WAIT_MS = 20;
const LOAD = ['--workers', '1', '--connections', String(CONNECTIONS)];
/** A server that waits sends at most this many responses. */
const MOST_PER_SECOND = (CONNECTIONS * 1_000) / WAIT_MS;

const answering = (before: string) => server(`${before}; setTimeout(() => response.end('ok'), ${WAIT_MS})`);

/** Behavior of each server under load, and whether autocannon may load it. */
const misread: Readonly<Record<string, string>> = {
  hints: answering(`response.writeEarlyHints({ link: '</a>; rel=preload' })`),
  processing: answering('response.writeProcessing()'),
  lateHints: answering(`if (n > 100) response.writeEarlyHints({ link: '</a>; rel=preload' })`),
  closesEverySeventh: answering(`if (n % 7 === 0) response.setHeader('connection', 'close')`),
  closesLate: answering(`if (n > 100 && n % 50 === 0) response.setHeader('connection', 'close')`),
  growsLarge: server(`setTimeout(() => response.end('x'.repeat(n > 100 ? 20_000 : 10)), ${WAIT_MS})`),
};

test('direct loads servers that autocannon misreads, even if it shows only under load, and loses no request', async (context) => {
  const record = await recordOf(context, LOAD, { ...misread, plain: answering('') });
  for (const app of Object.keys(misread)) {
    const { load } = trialOf(record, app);
    assert.equal(load.client, 'direct', app);
    assert.match(load.clientReason ?? '', /^autocannon is not used: /, app);
    assert.deepEqual(Object.keys(load.statuses), ['200'], app);
    assert.equal(load.errors.connect + load.errors.reset + load.errors.closed + load.errors.timeout, 0, app);
    // A busy host makes timers late. A client that misreads was off by a factor of 13.
    assert.ok(load.throughput < 1.03 * MOST_PER_SECOND, `${app}: ${load.throughput}`);
    assert.ok(load.latency.p50 >= WAIT_MS - 1, `${app}: ${load.latency.p50}`);
  }
  assert.equal(trialOf(record, 'plain').load.client, 'autocannon');
});

test('servers that are faster under load than alone have a figure', async (context) => {
  const batches = `let waiting = [];
    const flush = () => { for (const response of waiting.splice(0)) response.end('ok'); };
    ${server(`waiting.push(response); if (waiting.length >= 10) flush(); else setTimeout(flush, 100)`)}`;
  const coldCache = server(`setTimeout(() => response.end('ok'), n <= 12 ? 200 : 5)`);
  const compiles = server(`const until = performance.now() + Math.max(0, 40 - n / 10);
    while (performance.now() < until);
    response.end('ok')`);
  const record = await recordOf(context, [...LOAD, '--warmup', '2'], { batches, coldCache, compiles });
  for (const app of ['batches', 'coldCache', 'compiles']) {
    const { load, response } = trialOf(record, app);
    assert.ok(load.throughput > 0, app);
    // Otherwise the test would not show what it is for.
    if (app === 'batches')
      assert.ok(load.throughput > (1_000 * CONNECTIONS) / 100, String(response.shortestMs));
  }
});

test('an HTTPS app without --https is reported as such', async (context) => {
  const key = JSON.stringify(testCertificate);
  const tls = `require('https').createServer(${key}, (request, response) => response.end('ok')).listen(process.env.PORT);`;
  const { output } = await provoke(context, [...LOAD, '--start-timeout', '2'], { tls }, { code: 1 });
  assert.match(output.replace(/\s+/g, ' '), /--https/);
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { request } from '../../../scenarios/request.ts';
import { ProbeConnection } from './probe-connection.ts';
import { recordedResponse } from './recorded-response.ts';

/** The parts of a server's three responses that a record keeps. */
async function recorded(context: TestContext, listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asked = { origin, request: request({ path: '/' }), insecure: false, timeoutMs: 5_000 };
  const connection = new ProbeConnection(asked);
  context.after(() => connection.close());
  const responses = [];
  for (let turn = 0; turn < 3; turn++) responses.push(await connection.request());
  return recordedResponse(responses, null);
}

test('what responses share is kept, without cookies', async (context) => {
  const { headers, responses, bytes, bytesDiffer, sha256 } = await recorded(context, (_request, response) => {
    response.setHeader('Content-Type', 'text/plain').setHeader('Set-Cookie', 'session=secret').end('well');
  });
  assert.equal(headers['content-type'], 'text/plain');
  assert.ok(!JSON.stringify(headers).includes('secret'));
  assert.equal('date' in headers, false);
  assert.deepEqual([responses, bytes, bytesDiffer], [3, 4, false]);
  assert.match(sha256 ?? '', /^[0-9a-f]{64}$/);
});

test('what differs between responses is left out', async (context) => {
  let turn = 0;
  const { headers, bytes, bytesDiffer, sha256 } = await recorded(context, (_request, response) => {
    turn++;
    response.setHeader('Server', `worker ${turn}`).setHeader('Vary', 'Accept').end('1'.repeat(turn));
  });
  assert.equal('server' in headers, false);
  assert.equal(headers.vary, 'Accept');
  assert.deepEqual([bytes, bytesDiffer, sha256], [3, true, null]);
});

/** How each client counts errors and odd responses, against real servers. */

import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { ledgerSides, loadServer } from '../dev/testing/load.ts';
import type { LoadErrors, LoadFigures } from '../records/run.ts';
import type { LoadJob } from './load-client.ts';
import { noErrors } from './load-errors.ts';

const CONNECTIONS = 10;
const NONE: LoadErrors = noErrors();

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** Returns the figures of a window against a server whose handler receives each request with its number. */
async function measure(
  context: TestContext,
  client: LoadJob['client'],
  handler: Handler,
): Promise<LoadFigures> {
  let count = 0;
  const server = createServer((request, response) => handler(request, response, ++count));
  context.after(() => server.closeAllConnections());
  const figures = await loadServer(context, server, { job: { client, connections: CONNECTIONS } });
  const [begun, ended] = ledgerSides(figures);
  assert.equal(begun, ended, 'the ledger balances');
  return figures;
}

/** Responds after 5 ms, so that a latency near 0 is wrong. */
function respondCorrectly(response: ServerResponse): void {
  setTimeout(() => response.end('all is well'), 5);
}

function assertOccupied({ meanInFlight }: LoadFigures): void {
  assert.ok(Math.abs(meanInFlight / CONNECTIONS - 1) < 0.05, `${meanInFlight} of ${CONNECTIONS} in flight`);
}

for (const client of ['autocannon', 'direct'] as const) {
  test(`${client}: a correct server gives no errors, and one request in flight per connection`, async (context) => {
    const figures = await measure(context, client, (_request, response) => respondCorrectly(response));
    assert.deepEqual(figures.errors, NONE);
    assert.ok(figures.latency.p50 >= 4);
    assert.ok(Math.abs(figures.sent - figures.completed) <= CONNECTIONS);
    assertOccupied(figures);
  });

  test(`${client}: an unanswered request is one timeout, and not part of the next latency`, async (context) => {
    const figures = await measure(context, client, (_request, response, count) => {
      if (count !== 50) respondCorrectly(response);
    });
    assert.deepEqual(figures.errors, { ...NONE, timeout: 1 });
    assert.ok(figures.latency.max < 900, `${figures.latency.max} ms`);
    assert.ok(figures.latency.p50 >= 4);
    assertOccupied(figures);
  });

  test(`${client}: a connection that ends in order without a response counts as closed`, async (context) => {
    const figures = await measure(context, client, (request, response, count) => {
      if (count % 20 === 0) request.socket.end();
      else respondCorrectly(response);
    });
    const { closed, ...others } = figures.errors;
    assert.ok(closed > 5, `${closed} of ${figures.sent}`);
    assert.deepEqual({ ...others, closed: 0 }, NONE);
    assertOccupied(figures);
  });

  test(`${client}: a connection reset counts as reset`, async (context) => {
    const figures = await measure(context, client, (request, response, count) => {
      if (count % 20 === 0) request.socket.resetAndDestroy();
      else respondCorrectly(response);
    });
    const { reset, ...others } = figures.errors;
    assert.ok(reset > 5, `${reset} of ${figures.sent}`);
    assert.deepEqual({ ...others, reset: 0 }, NONE);
    assertOccupied(figures);
  });

  test(`${client}: a server that announces and closes each connection causes no errors`, async (context) => {
    const figures = await measure(context, client, (_request, response) => {
      response.setHeader('connection', 'close');
      respondCorrectly(response);
    });
    assert.deepEqual(figures.errors, NONE);
    assert.ok(figures.completed > 100);
    assert.ok(Math.abs(figures.sent - figures.completed) <= CONNECTIONS);
  });

  test(`${client}: wrong statuses and wrong bodies are counted separately`, async (context) => {
    const figures = await measure(context, client, (_request, response, count) => {
      if (count % 10 === 3) response.writeHead(503).end('not well');
      else if (count % 10 === 7) setTimeout(() => response.end('as bad as can be'), 5);
      else respondCorrectly(response);
    });
    const { serverError, mismatch, ...others } = figures.errors;
    assert.ok(serverError > 10 && mismatch > 10, `${serverError} and ${mismatch} of ${figures.sent}`);
    assert.deepEqual({ ...others, serverError: 0, mismatch: 0, check: 0 }, NONE);
    assert.ok(figures.latency.p50 >= 4, 'wrong responses are in no percentile');
    assertOccupied(figures);
  });
}

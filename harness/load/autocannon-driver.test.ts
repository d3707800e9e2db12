/** What a load process makes of servers that do not simply answer; the servers are real. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { monotonicMs } from '../observe/clock.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import type { LoadErrors, LoadFigures } from '../record.ts';
import { temporaryFolder } from '../testing/cli.ts';
import type { LoadJob } from './driver.ts';
import { startLoad } from './load.ts';

const CONNECTIONS = 10;
const NONE: LoadErrors = { connect: 0, timeout: 0, reset: 0, closed: 0, non2xx: 0, mismatch: 0 };

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** The figures of a window of 1.5 s against a server that is handed each request with its number. */
async function measure(context: TestContext, handler: Handler): Promise<LoadFigures> {
  let count = 0;
  const server = createServer((request, response) => handler(request, response, ++count));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const processes = new TrialProcesses(temporaryFolder(context));
  context.after(async () => {
    await processes.stop();
    server.closeAllConnections();
    server.close();
  });
  const load = startLoad(1, processes.spawnAs('load'));
  await load.ready;
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const job: LoadJob = {
    url,
    driver: 'autocannon',
    mode: 'keep-alive',
    connections: CONNECTIONS,
    requestTimeoutSeconds: 1,
    answer: { kind: 'contains', text: 'well' },
  };
  await load.begin(job, () => {});
  const fromMs = monotonicMs() + 5;
  return load.measure({ fromMs, toMs: fromMs + 1_500 });
}

/** Answers after 5 ms, so that a latency near 0 is a wrong one. */
function answerWell(response: ServerResponse): void {
  setTimeout(() => response.end('all is well'), 5);
}

function assertOccupied({ meanUnderWay }: LoadFigures): void {
  assert.ok(Math.abs(meanUnderWay / CONNECTIONS - 1) < 0.05, `${meanUnderWay} of ${CONNECTIONS} under way`);
}

test('a server that answers well has no errors, and a request under way on every connection', async (context) => {
  const figures = await measure(context, (_request, response) => answerWell(response));
  assert.deepEqual(figures.errors, NONE);
  assert.ok(figures.latency.p50 >= 4);
  assert.ok(Math.abs(figures.sent - figures.completed) <= CONNECTIONS);
  assertOccupied(figures);
});

/** Drives load against the URL of its arguments until so many instants were told to its ledger; prints how many went back. */
const LISTENER = `
  import { autocannonDriver } from '${import.meta.resolve('./autocannon-driver.js')}';
  let [told, back, lastMs] = [0, 0, 0];
  const hear = (nowMs) => {
    if (nowMs < lastMs) back++;
    lastMs = nowMs;
    if (++told === 5000) console.log(back), process.exit();
  };
  const ledger = {
    sent: (dueMs) => hear(dueMs),
    completed: (dueMs, nowMs) => hear(nowMs),
    failed: (kind, nowMs) => hear(nowMs),
    retracted: (sentMs, nowMs) => hear(nowMs),
  };
  const job = { connections: 10, requestTimeoutSeconds: 1, answer: { kind: 'any' } };
  autocannonDriver.drive({ url: process.argv[1], ...job }, ledger, () => {});`;

test('the ledger hears of everything in its order: else a window’s end falls between an answer and its successor', async (context) => {
  const server = createServer((_request, response) => response.end('all is well')).listen(0, '127.0.0.1');
  context.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const args = ['--input-type=module', '-e', LISTENER, `http://127.0.0.1:${port}/`];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  assert.equal(stdout.trim(), '0');
});

test('a request that is never answered is one timeout, and not the next one’s latency', async (context) => {
  const figures = await measure(context, (_request, response, count) => {
    if (count !== 50) answerWell(response);
  });
  assert.deepEqual(figures.errors, { ...NONE, timeout: 1 });
  assert.ok(figures.latency.max < 900, `${figures.latency.max} ms`);
  assert.ok(figures.latency.p50 >= 4);
  assertOccupied(figures);
});

test('a connection that ends in order without an answer is closed', async (context) => {
  const figures = await measure(context, (request, response, count) => {
    if (count % 100 === 0) request.socket.end();
    else answerWell(response);
  });
  const { closed, ...others } = figures.errors;
  assert.ok(closed > 5, `${closed} of ${figures.sent}`);
  assert.deepEqual({ ...others, closed: 0 }, NONE);
  assertOccupied(figures);
});

test('a connection that is reset is a reset', async (context) => {
  const figures = await measure(context, (request, response, count) => {
    if (count % 100 === 0) request.socket.resetAndDestroy();
    else answerWell(response);
  });
  const { reset, ...others } = figures.errors;
  assert.ok(reset > 5, `${reset} of ${figures.sent}`);
  assert.deepEqual({ ...others, reset: 0 }, NONE);
  assertOccupied(figures);
});

test('a server that closes each connection after its answer, as announced, is not to blame', async (context) => {
  const figures = await measure(context, (_request, response) => {
    response.setHeader('connection', 'close');
    answerWell(response);
  });
  assert.deepEqual(figures.errors, NONE);
  assert.ok(figures.completed > 100);
  assert.ok(Math.abs(figures.sent - figures.completed) <= CONNECTIONS);
});

test('statuses and bodies are told apart', async (context) => {
  const figures = await measure(context, (_request, response, count) => {
    if (count % 10 === 3) response.writeHead(503).end('not well');
    else if (count % 10 === 7) setTimeout(() => response.end('as bad as can be'), 5);
    else answerWell(response);
  });
  const { non2xx, mismatch, ...others } = figures.errors;
  assert.ok(non2xx > 10 && mismatch > 10, `${non2xx} and ${mismatch} of ${figures.sent}`);
  assert.deepEqual({ ...others, non2xx: 0, mismatch: 0 }, NONE);
  assert.ok(figures.latency.p50 >= 4, 'wrong answers are in no percentile');
  assertOccupied(figures);
});

/** A relay that loses requests at chosen numbers: the fates match number by number. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createRelay, type Socket } from 'node:net';
import { test } from 'node:test';
import { temporaryFolder } from '../../dev/testing/cli.ts';
import { loadServer } from '../../dev/testing/load.ts';
import { type Fate, settle } from '../../judge/accounts/fates.ts';
import { noteNumberedRequests } from '../../observe/note-requests.ts';
import { NUMBER_HEADER, readNotes } from '../../observe/request-notes.ts';
import { readLog } from './log-file.ts';
import { OUTCOMES, type Outcome } from './request-log.ts';

/** The fate of a request, by the remainder of its number. */
const PLANTED: readonly (readonly [Fate, Outcome])[] = [
  ['correct', 'completed'],
  ['neverReached', 'reset'],
  ['begun', 'reset'],
  ['begun', 'cut'],
  ['finished', 'closed'],
  ['wrong', 'serverError'],
  ['correct', 'completed'],
];
const [, NEVER_READ, RESET_AFTER_READING, CUT, SWALLOWED, WRONG, TWICE] = PLANTED.keys();

const plantedAt = (number: number) => number % PLANTED.length;

function numberIn(request: string): number {
  return Number(new RegExp(`${NUMBER_HEADER}: (\\d+)`).exec(request)?.[1]);
}

const app = createServer((request, response) => {
  const planted = plantedAt(Number(request.headers[NUMBER_HEADER]));
  if (planted === RESET_AFTER_READING) request.socket.resetAndDestroy();
  else if (planted === CUT) {
    response.writeHead(200, { 'content-length': 100 });
    response.write('we', () => request.socket.destroy());
  } else {
    if (planted === WRONG) response.statusCode = 500;
    response.end('well');
  }
});

/** Passes a request on, and hands its response back, unless another end is planted. */
function relay(client: Socket, port: number): void {
  client.on('error', () => {});
  client.once('data', (bytes) => {
    const planted = plantedAt(numberIn(bytes.toString()));
    if (planted === NEVER_READ) {
      client.resetAndDestroy();
      return;
    }
    if (planted === TWICE)
      connect(port)
        .end(bytes)
        .on('error', () => {})
        .resume();
    const upstream = connect(port);
    upstream.on('error', () => {});
    upstream.write(bytes);
    if (planted === RESET_AFTER_READING) upstream.once('close', () => client.resetAndDestroy());
    else if (planted === SWALLOWED) {
      upstream.resume();
      upstream.once('end', () => client.end());
    } else upstream.pipe(client);
  });
}

test('classes match number by number where a server loses requests at chosen numbers', async (context) => {
  const folder = temporaryFolder(context);
  noteNumberedRequests(folder);
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  context.after(() => app.close());
  const { port } = app.address() as AddressInfo;
  const front = createRelay((client) => relay(client, port));
  const load = await loadServer(context, front, {
    job: { logFolder: folder, connections: 4, mode: { connections: 'per-request', arrivals: 'closed' } },
    windowMs: 1_000,
  });
  const log = readLog(folder, 0);
  assert.equal(log.count + log.waiting, load.inFlightAtStart + load.sent, 'the ledger and the log agree');
  const [{ fates, isRepeated } = assert.fail()] = settle([log], readNotes(folder), []);
  const seen = new Set<number>();
  for (const [row, fate] of fates.entries()) {
    if (fate === 'unfinished') continue;
    const number = log.numbers[row] ?? 0;
    const planted = plantedAt(number);
    seen.add(planted);
    assert.deepEqual([fate, OUTCOMES[log.outcomes[row] ?? 0]], PLANTED[planted], `request ${number}`);
    assert.equal(isRepeated(row), planted === TWICE, `request ${number}`);
  }
  assert.equal(seen.size, PLANTED.length);
});

/** Loads that change by stages, against real servers. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { NONE, POISSON } from '../../dev/testing/direct-loads.ts';
import { ledgerSides, loadServer } from '../../dev/testing/load.ts';

test('an open loop follows its stages, and each has figures of its own', async (context) => {
  const server = createServer((_request, response) => response.end('well'));
  const figures = await loadServer(context, server, {
    job: {
      mode: { connections: 'kept', arrivals: 'open' },
      stages: [
        { durationSeconds: 1, level: 200 },
        { durationSeconds: 0, level: 400 },
        { durationSeconds: 1, level: 400 },
      ],
    },
    pace: { ...POISSON, arrivals: 'fixed', rate: 200 },
    windowMs: 2_000,
  });
  assert.equal(figures.inFlightAtStart, 0, 'the window begins at rest');
  assert.equal(figures.sent, 500);
  assert.equal(figures.offeredRate, 250);
  assert.deepEqual(figures.errors, NONE);
  const [begun, ended] = ledgerSides(figures);
  assert.equal(begun, ended);
  const { phases } = figures;
  assert.deepEqual(
    phases.map(({ name }) => name),
    ['0 to 200', 'at 400'],
  );
  const counted = phases.reduce((sum, { throughput, fromSeconds, toSeconds }) => {
    return sum + throughput * (toSeconds - fromSeconds);
  }, 0);
  assert.equal(Math.round(counted), figures.completed);
  assert.ok(phases.every(({ p99Ms }) => p99Ms !== null && p99Ms > 0));
});

test('connections of a closed loop follow the stages', async (context) => {
  let open = 0;
  let most = 0;
  const atEnd: number[] = [];
  const server = createServer((_request, response) => setTimeout(() => response.end('well'), 20));
  server.on('connection', (socket) => {
    most = Math.max(most, ++open);
    socket.on('close', () => atEnd.push(--open));
  });
  const figures = await loadServer(context, server, {
    job: {
      connections: 8,
      stages: [
        { durationSeconds: 1, level: 8 },
        { durationSeconds: 1, level: 0 },
      ],
    },
    windowMs: 2_000,
  });
  assert.equal(figures.inFlightAtStart, 0);
  assert.deepEqual(figures.errors, NONE);
  assert.equal(most, 8);
  assert.ok(Math.min(...atEnd) <= 1, 'the last connections close');
  // Half of the connections on average, apart from the client's own time and steps of the level.
  assert.ok(figures.meanInFlight > 2 && figures.meanInFlight < 5, `${figures.meanInFlight}`);
  assert.equal(figures.resolution > 0, true);
});

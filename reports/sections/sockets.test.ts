/** The section about WebSockets, and what it says about an event. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HappenedEvent, OkTrial } from '../../harness/records/run.ts';
import type { SocketLoad } from '../../harness/records/sockets.ts';
import { runDocument } from '../run/document.ts';
import { exampleRecord, saturate } from '../testing/example-record.ts';
import { markdownText } from '../testing/renderings.ts';

const CALM: SocketLoad = {
  openingSeconds: 0.5,
  openAtEnd: 64,
  handshakeTime: { p50: 2, p99: 9, max: 12 },
  handshakes: 0,
  refused: {},
  dropped: 0,
  due: 1_000,
  heard: 1_000,
  unasked: 0,
  perSecond: [{ handshakes: 0, dropped: 0 }],
  outages: [],
};
const DEPLOY: HappenedEvent = {
  name: 'deploy',
  noun: 'rolling restart',
  atSeconds: 2,
  endedSeconds: 3,
  isLasting: false,
  detail: {},
  cost: null,
};

function reportOf(sockets: SocketLoad, change: Partial<OkTrial> = {}): string {
  const plan = { workers: [2], policies: ['rr'], proxies: ['none'], scenarios: [saturate] };
  const alter = (trial: OkTrial): OkTrial => ({
    ...trial,
    ...change,
    load: { ...trial.load, sockets, errors: { ...trial.load.errors, reset: 2, timeout: 1 } },
    memory: trial.memory && { ...trial.memory, beforeLoadBytes: 0 },
  });
  return markdownText(runDocument(exampleRecord({ ...plan, alter })));
}

test('a load of requests has no section about WebSockets', () => {
  const record = exampleRecord({ workers: [2], policies: ['rr'], proxies: ['none'], scenarios: [saturate] });
  assert.doesNotMatch(markdownText(runDocument(record)), /WebSockets/);
});

test('connections that stay open', () => {
  const report = reportOf(CALM);
  assert.match(report, /Connections and messages over WebSockets:/);
  assert.match(report, /`cluster-2-rr` +\| +64 \| +0\.50 \| +9\.0 \| +0 \| +0 \| +\d+ \| /);
  assert.doesNotMatch(report, /What each event cost/);
});

test('an event: connections dropped, when all were back, the peak of handshakes, messages lost', () => {
  const report = reportOf(
    {
      ...CALM,
      dropped: 64,
      handshakes: 64,
      perSecond: [
        { handshakes: 0, dropped: 0 },
        { handshakes: 24, dropped: 64 },
        { handshakes: 40, dropped: 0 },
      ],
      outages: [{ fromSeconds: 2.1, toSeconds: 4.25, dropped: 64 }],
    },
    { events: [DEPLOY] },
  );
  assert.match(report, /`cluster-2-rr` +\| `deploy` +\| +64 \| +2\.25 \| +40 \| +3 \|/);
});

test('connections that are not all back have no time for it', () => {
  const report = reportOf(
    { ...CALM, openAtEnd: 60, outages: [{ fromSeconds: 2.1, toSeconds: null, dropped: 64 }] },
    { events: [DEPLOY] },
  );
  assert.match(report, /`deploy` +\| +64 \| +– \|/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { healthyFigures, loadWith } from '../../dev/testing/figures.ts';
import type { LoadHost } from '../../records/run.ts';
import { loadHostBusy, loadHostRetransmits, loadHostsSkewed } from './load-hosts.ts';

const SOUND: LoadHost = {
  ...{ name: 'a1', hostname: 'h1', cpuModel: 'c', cores: 4, kernel: 'Linux', node: 'v22' },
  ...{ processes: 3, connections: 50, sent: 10_000, completed: 10_000, utilization: 0.2, cpuSeconds: 1 },
  ...{ busy: 20, retransmits: 0, roundTripMs: 0.3 },
  clock: { offsetMs: 500, uncertaintyMs: 0.2, driftPpm: 10, skewMs: 0.1 },
};

type Change = Partial<Omit<LoadHost, 'clock'>> & { readonly clock?: Partial<LoadHost['clock']> };

/** A load of a sound host and this one. */
function withHost({ clock = {}, ...change }: Change, windowSeconds = 10) {
  const other = { ...SOUND, name: 'a2', ...change, clock: { ...SOUND.clock, ...clock } };
  return healthyFigures({ loadHosts: [SOUND, other], load: loadWith({ windowSeconds }) });
}

test('without hosts, and with sound ones, nothing is said', () => {
  for (const figures of [healthyFigures({}), withHost({})]) {
    for (const diagnostic of [loadHostsSkewed, loadHostBusy, loadHostRetransmits]) {
      assert.equal(diagnostic.find(figures), null);
    }
  }
});

test('windows further apart than 10 ms, or 1% of a shorter window, are named', () => {
  const find = (skewMs: number, uncertaintyMs: number, seconds = 10) =>
    loadHostsSkewed.find(withHost({ clock: { skewMs, uncertaintyMs } }, seconds));
  assert.equal(find(9, 1), null);
  assert.match(find(-9, 2)?.text ?? '', /may differ by more than 10 ms \(a2\)/);
  assert.deepEqual(find(-9, 2)?.numbers, { skewMs: 11, allowedSkewMs: 10 });
  assert.equal(find(4, 0.5, 0.5)?.numbers.allowedSkewMs, undefined);
  assert.equal(find(4, 1.5, 0.5)?.numbers.allowedSkewMs, 5);
});

test('a host whose CPUs are busy is named; one that does not know is not', () => {
  assert.equal(loadHostBusy.find(withHost({ busy: 94 })), null);
  assert.equal(loadHostBusy.find(withHost({ busy: null })), null);
  const found = loadHostBusy.find(withHost({ busy: 96 }));
  assert.match(found?.text ?? '', /^the CPUs of a2 were busy/);
  assert.deepEqual(found?.numbers, { busyPercent: 96 });
});

test('a network that lost one packet of 200 requests or more is named', () => {
  assert.equal(loadHostRetransmits.find(withHost({ retransmits: 50 })), null);
  assert.equal(loadHostRetransmits.find(withHost({ retransmits: null })), null);
  const found = loadHostRetransmits.find(withHost({ retransmits: 51 }));
  assert.match(found?.text ?? '', /^the network of a2 lost packets/);
  assert.deepEqual(found?.numbers, { retransmits: 51, sent: 10_000 });
});

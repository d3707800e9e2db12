import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleNight } from '../../reports/testing/example-night.ts';
import { namedRun } from '../dev/testing/compared-runs.ts';
import type { RunRecord } from '../records/run.ts';
import { chooseBase } from './base.ts';
import type { StoredNight } from './store.ts';

type Kind = 'good' | 'bad' | 'accepted';
interface Stored {
  readonly kind?: Kind;
  readonly record?: RunRecord | Error;
  readonly dirty?: boolean;
}

/** The most recent first. */
async function choose(stored: readonly Stored[], head = namedRun({ day: 28 })) {
  const records = new Map<string, RunRecord | Error>();
  const nights = stored.map(({ kind = 'good', record, dirty = false }, index): StoredNight => {
    const id = `n${index}`;
    records.set(id, record ?? namedRun({ day: 27 - index }).record);
    const night = exampleNight({ id, good: kind !== 'bad', accepted: kind === 'accepted' });
    return { folder: id, night: { ...night, run: { ...night.run, dirty } } };
  });
  const { nights: chosen, passedOver } = await chooseBase(nights, head, async (folder) => {
    const found = records.get(folder);
    if (!found || found instanceof Error) throw found;
    return found;
  });
  return { ids: chosen.map(({ id }) => id), chosen, passedOver };
}

test('the base is the last five good nights, whatever nights lie between them', async () => {
  const stored: Stored[] = [{ kind: 'bad' }, {}, { kind: 'bad' }, {}, {}, {}, {}, {}];
  const { ids, passedOver } = await choose(stored);
  assert.deepEqual(ids, ['n1', 'n3', 'n4', 'n5', 'n6']);
  assert.deepEqual(passedOver, []);
  assert.deepEqual((await choose([])).ids, []);
});

test('the base does not go back beyond an accepted night, whose level counts', async () => {
  assert.deepEqual((await choose([{}, { kind: 'bad' }, { kind: 'accepted' }, {}, {}])).ids, ['n0', 'n2']);
});

test('nights with another host, another load or no common cell are skipped with the reason', async () => {
  const { record } = namedRun({ day: 3 });
  const { ids, passedOver } = await choose([
    { record: { ...record, host: { ...record.host, cpuModel: 'Another CPU' } } },
    { record: namedRun({ day: 4, connections: 7 }).record },
    { record: namedRun({ day: 5, workers: [16] }).record },
    { record: new Error('n3/run.json is damaged at its top') },
    {},
  ]);
  assert.deepEqual(ids, ['n4']);
  const reasons = passedOver.map(({ reason }) => reason);
  assert.match(reasons[0] ?? '', /^it ran on another host: CPU model Another CPU and /);
  assert.match(reasons[1] ?? '', /^saturate ran under different load: connections 7 in n1, 500 in run$/);
  assert.equal(reasons[2], 'it has no variant in common with this night');
  assert.equal(reasons[3], 'n3/run.json is damaged at its top');
});

test('the base does not go back beyond an accepted night that is unreadable', async () => {
  const { ids, passedOver } = await choose([
    {},
    { kind: 'accepted', record: new Error('n1/run.json is damaged at its top') },
    {},
  ]);
  assert.deepEqual([ids, passedOver.length], [['n0'], 1]);
});

test('a night with a dirty working tree has no commit for ab', async () => {
  const { chosen } = await choose([{ dirty: true }, {}]);
  assert.equal(chosen[0]?.commit, null);
  assert.match(chosen[1]?.commit ?? '', /^4df308c/);
});

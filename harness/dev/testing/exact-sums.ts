import assert from 'node:assert/strict';
import { mergeHistograms } from '../../load/histogram.ts';
import type { OkTrial } from '../../records/run.ts';
import { sum } from '../../stats/summary.ts';

/** Asserts that the hosts of a load together have what its figures say: nothing is lost or counted twice. */
export function assertSumsExact({ load, loadHosts }: Pick<OkTrial, 'load' | 'loadHosts'>): void {
  assert.equal(sum(loadHosts.map(({ sent }) => sent)), load.sent);
  assert.equal(sum(loadHosts.map(({ completed }) => completed)), load.completed);
  assert.equal(sum(loadHosts.map(({ connections }) => connections)), load.connections);
  assert.equal(mergeHistograms([load.latency.histogram]).totalCount, load.completed);
}

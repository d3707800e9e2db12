/** Findings about failing processes, from made-up trials. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HappenedEvent, OkTrial } from '../../../harness/records/run.ts';
import { paragraph } from '../../document/block.ts';
import { groupResults } from '../../groups.ts';
import { renderMarkdown } from '../../render/markdown.ts';
import { exampleRecord } from '../../testing/example-record.ts';
import { groupFindings } from '../findings.ts';

const pair = { workers: [1, 4], policies: ['rr'], proxies: ['none'] } as const;

function findings(alter: (trial: OkTrial) => OkTrial): string {
  const groups = groupResults(exampleRecord({ ...pair, alter }));
  return renderMarkdown(groups.flatMap(groupFindings).flatMap((one) => paragraph(one)));
}

function withEvent(cell: string, detail: HappenedEvent['detail']): string {
  const event = {
    name: 'any',
    noun: 'accident',
    isLasting: false,
    atSeconds: 2,
    endedSeconds: 5,
    detail,
    cost: null,
  };
  return findings((trial) => (trial.cell === cell ? { ...trial, events: [event] } : trial));
}

test('a crash loop: forks per second, and the time to full capacity', () => {
  const detail = { crashes: 4, forksPerSecond: 1.33, fullCapacityAfterSeconds: 0.864 };
  assert.match(
    withEvent('cluster-4-rr', detail),
    /`cluster-4-rr` 1\.3 forks per second \(crashes: 4\), full capacity 0\.86 s after its cause was gone, 0 requests failed/,
  );
});

test('a hang: replaced by a watchdog, or never', () => {
  assert.match(
    withEvent('cluster-4-rr', { hungPid: 7, newPid: 8, seconds: 1.234 }),
    /`cluster-4-rr` replaced it after 1\.23 s, 0 requests failed/,
  );
  assert.match(
    withEvent('single', { hungPid: 7 }),
    /`single` never replaced it, 0 requests failed and \d+ hung/,
  );
});

test('a leak: the time until the worker is replaced', () => {
  const text = withEvent('cluster-4-rr', { leakingPid: 7, newPid: 8, seconds: 7.44 });
  assert.match(text, /`cluster-4-rr` after 7\.4 s, 0 requests failed/);
});

test('a busy primary: p99 of the seconds in which it computes, against the others', () => {
  const event = {
    name: 'any',
    noun: 'accident',
    isLasting: false,
    atSeconds: 2,
    endedSeconds: 5,
    detail: { busyShare: 0.5, seconds: 3 },
    cost: null,
  };
  const text = findings((trial) => ({
    ...trial,
    events: [event],
    load: {
      ...trial.load,
      perSecond: [20, 20, 90, 90, 90, 20, 20].map((p99Ms) => ({ completed: 100, failed: 0, p99Ms })),
    },
  }));
  assert.match(text, /computed for 50% of its time\*\*, for 3\.0 s of the window/);
  assert.match(text, /`cluster-4-rr` 20\.0 ms with an idle primary, 90\.0 ms with a busy one/);
});

test('the worker that differs most is named, beside its siblings', () => {
  const numbers = {
    ...{ instance: 2, pid: 4711, requests: 139, usualRequests: 485, cpuMsPerRequest: 2.1 },
    ...{ usualCpuMsPerRequest: 0.46, responseP99Ms: 342, usualResponseP99Ms: 151 },
  };
  const warning = { code: 'worker-differs', text: 'differs', numbers };
  const text = findings((trial) =>
    trial.cell === 'cluster-4-rr' ? { ...trial, warnings: [warning] } : trial,
  );
  assert.match(
    text,
    /\*\*Worker 2 differs\*\* in `cluster-4-rr` \(pid 4711 in trial \d\): 139 requests where its siblings have 485/,
  );
});

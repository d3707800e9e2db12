/** The report of a run whose load came from agents on other hosts: no sentence claims that it came from this one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadHostWith } from '../../harness/dev/testing/figures.ts';
import type { OkTrial } from '../../harness/records/run.ts';
import { exampleRecord } from '../testing/example-record.ts';
import { renderedRun } from '../testing/rendered-run.ts';

const small = { workers: [1, 4], policies: ['rr'], proxies: ['none'] } as const;
const busy = {
  code: 'load-client-saturated',
  text: 'a load process was busy',
  numbers: { loadProcesses: 6 },
};

function reportOf(agents: number | null): string {
  const loadHosts = agents === null ? [] : [loadHostWith({}), loadHostWith({ name: 'a2' })];
  const alter = (trial: OkTrial): OkTrial => {
    const { coresByRole } = trial.cpu;
    const cpu = {
      ...trial.cpu,
      busy: 99,
      coresByRole: agents === null ? coresByRole : { ...coresByRole, load: 0 },
    };
    return { ...trial, loadHosts, cpu, warnings: [busy] };
  };
  const record = exampleRecord({ ...small, alter });
  const plan = { ...record.plan, agents, loadProcesses: agents === null ? 1 : null };
  return renderedRun({ ...record, plan });
}

test('the load of agents is theirs, in figures and in words', () => {
  const report = reportOf(2);
  assert.match(report, /· 500 connections from 2 agents ·/);
  assert.match(report, /\| load +\| 500 connections from 2 agents on other hosts/);
  assert.match(report, /\*\*Hosts of the load\*\*/);
  assert.match(report, /use more `--agents`, or give each more `--load-processes`/);

  assert.match(report, /: the host limits these figures/);
  assert.match(report, /the load comes from other hosts, whose CPU is not in these figures/);
  assert.match(report, /Start the agents first, with the `CLUSTER_BENCH_SECRET` of this command/);
  for (const wrong of [
    'load (cores)',
    'also runs the load client',
    'load client, harness',
    'load client and harness',
  ]) {
    assert.ok(!report.includes(wrong), wrong);
  }
});

test('the load of this host is in its figures', () => {
  const report = reportOf(null);
  for (const right of [
    'load (cores)',
    'which also runs the load client',
    'Load client, proxy and app share',
  ]) {
    assert.ok(report.includes(right), right);
  }
  assert.ok(!/agents?\b/.test(report.replace(/`?cluster-bench agent`?/, '')));
});

/** Topologies at the same CPU limit: the finding, the limit, and the table of control groups. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from '../document/inline.ts';
import { groupResults } from '../groups.ts';
import { limitOf, setByOf } from '../limits.ts';
import type { Measured } from '../measured.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { cpuLimitsTable } from '../sections/cpu-limits.ts';
import { resultsTable } from '../sections/results.ts';
import { exampleRecord, saturate } from '../testing/example-record.ts';
import { groupFindings } from './findings.ts';

const share = { cores: 0.5, processes: 1, periods: 100, throttledPeriods: 60, throttledSeconds: 1.25 };

const [group] = groupResults(
  exampleRecord({
    scenarios: [saturate],
    workers: [1, 4],
    policies: ['rr'],
    proxies: ['nginx'],
    cpuLimits: [null, 0.5],
    alter: (trial, { topology, settings, workers }) => {
      const isLimited = settings['cpu-limit'] !== undefined;
      const isApart = topology === 'processes';
      const throughput = (isLimited ? 500 : 1_000) * (isApart ? 1.1 : 1) * workers + trial.trial;
      const together = { ...share, cores: 0.5 * workers, processes: workers + 1, throttledPeriods: 80 };
      return {
        ...trial,
        load: { ...trial.load, throughput, latency: { ...trial.load.latency, p99: isApart ? 80 : 95 } },
        cpuLimits: !isLimited ? [] : isApart ? new Array(workers).fill(share) : [together],
        limits: isLimited ? [{ limit: throughput / 0.95, setBy: 'cpu-limit' }] : trial.limits,
      };
    },
  }),
);
assert.ok(group);

function findings(start: string): string[] {
  assert.ok(group);
  return groupFindings(group)
    .map(wordsOf)
    .filter((words) => words.startsWith(start));
}

test('a finding compares throughput, p99 and throttled time of topologies at equal CPU', () => {
  assert.deepEqual(findings('At equal CPU'), [
    'At equal CPU, 4 x 0.5 cores: nginx+processes-4:cpu-limit=0.5 2,202 vs 2,002 requests per second (+10.0%), p99 80 vs 95 ms, throttled in 60% vs 80% of periods (5.0 vs 1.3 s).',
  ]);
  // The same pair without a limit has its own finding.
  const [topology = ''] = findings('Topology');
  assert.match(topology, /nginx\+processes-4 /);
  assert.doesNotMatch(topology, /cpu-limit/);
});

test('a limited variant is compared with the same one without a limit', () => {
  assert.match(findings('Setting').join('\n'), /^Setting cpu-limit=0\.5 vs the default/);
});

test('the limit that binds names the shares', () => {
  const limited = group.results.find(({ cell }) => cell.variant === 'nginx+processes-4:cpu-limit=0.5');
  const lowest = limitOf(limited as Measured);
  assert.ok(limited && lowest?.binds);
  assert.equal(setByOf(limited, lowest.setBy), 'CPU limit of 4 x 0.5 cores / CPU per request');
});

test('the table has the groups of each limited variant', () => {
  const rows = renderMarkdown(cpuLimitsTable(group)).split('\n');
  const row = (variant: string) => rows.find((line) => line.includes(`\`${variant}\``)) ?? '';
  assert.match(row('nginx+processes-4:cpu-limit=0.5'), /4 of 0\.5 cores +\| +4 \| .* 60% \| +5\.00 \|/);
  assert.match(row('nginx+cluster-4-rr:cpu-limit=0.5'), /1 of 2 cores +\| +5 \| .* 80% \| +1\.25 \|/);
  assert.equal(row('nginx+processes-4'), '');
});

test('ratios refer to the single process under the same limit', () => {
  const [unlike] = groupResults(
    exampleRecord({
      scenarios: [saturate],
      workers: [1, 4],
      policies: ['rr'],
      proxies: ['none'],
      cpuLimits: [null, 0.5],
    }),
  );
  assert.ok(unlike);
  const rows = renderMarkdown(resultsTable(unlike, [])).split('\n');
  const row = rows.find((line) => line.includes('cluster-4-rr:cpu-limit=0.5'));
  assert.match(row ?? '', / × \(cpu-limit=0\.5\)/);
});

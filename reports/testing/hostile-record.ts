/** A run of which every text that an app, a host or a process writes is an attack. */
import type { RunRecord } from '../../harness/records/run.ts';
import { exampleGate } from './example-gate.ts';
import { exampleRecord, failedTrial } from './example-record.ts';
import { HOSTILE } from './hostile-comparison.ts';

export function hostileRecord(): RunRecord {
  const record = exampleRecord({
    workers: [1, 4],
    policies: ['rr', 'none'],
    proxies: ['none'],
    apps: ['plain', HOSTILE],
    alter: (trial) =>
      trial.cell.endsWith('cluster-4-rr')
        ? failedTrial(trial, HOSTILE, ['first', HOSTILE, '```', '::error::x'])
        : { ...trial, warnings: [{ code: HOSTILE, text: HOSTILE, numbers: { [HOSTILE]: trial.trial } }] },
  });
  return {
    ...record,
    status: 'partial',
    command: ['--app', HOSTILE],
    git: { commit: HOSTILE, branch: HOSTILE, dirty: true },
    node: { ...record.node, version: HOSTILE, v8: HOSTILE, uv: HOSTILE },
    tool: { name: HOSTILE, version: HOSTILE },
    warnings: [
      { cell: null, code: HOSTILE, text: HOSTILE, numbers: {} },
      { cell: record.cells[0]?.id ?? null, code: HOSTILE, text: HOSTILE, numbers: { share: 0.5 } },
    ],
    host: {
      ...record.host,
      hostname: HOSTILE,
      cpuModel: HOSTILE,
      governor: HOSTILE,
      virtualization: HOSTILE,
      os: HOSTILE,
      kernel: HOSTILE,
      arch: HOSTILE,
      programs: { [HOSTILE]: HOSTILE },
    },
    environment: { nodeEnv: HOSTILE, nodeOptions: HOSTILE },
    gates: [exampleGate({ text: HOSTILE, cell: HOSTILE, label: HOSTILE, reason: HOSTILE })],
    skipped: [{ cell: HOSTILE, reason: HOSTILE }],
  };
}

/** A run for outputs: labels, a failed trial, a variant without any trial, and a warning. */
import type { RunRecord } from '../../harness/records/run.ts';
import { labelled } from './example-labels.ts';
import { exampleRecord, failedTrial } from './example-record.ts';

export const STDERR = ['Error: <listen> & "EADDRINUSE"', '    at Server.listen'];

export function outputsRecord(): RunRecord {
  const record = exampleRecord({
    workers: [1, 2],
    policies: ['rr', 'none'],
    proxies: ['none'],
    trials: 2,
    alter: (trial, { policy, workers }) => {
      if (policy === 'none') return null;
      if (workers === 1) {
        return labelled(trial, {
          login: { statuses: { 200: 1_500 } },
          'pay, "now"': { statuses: { 200: 4_000, 500: 4 }, latency: { p50: 60, p99: 91.5 } },
        });
      }
      return trial.trial === 2
        ? failedTrial(trial, '=the app exited\nwith code 1, "at once"', STDERR)
        : trial;
    },
  });
  const warnings = [{ code: 'noisy', cell: 'single', text: 'the trials differ by 12%', numbers: {} }];
  return {
    ...record,
    status: 'partial',
    warnings,
    skipped: [{ cell: 'pm2-2', reason: 'pm2 is not installed' }],
  };
}

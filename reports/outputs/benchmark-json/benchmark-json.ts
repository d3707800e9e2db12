/** JSON for the action benchmark-action/github-action-benchmark, which keeps a chart over commits and alerts at a threshold. */
import type { Output } from '../output.ts';

export const benchmarkJson: Output = {
  name: 'benchmark-json',
  summary: 'JSON for github-action-benchmark: a file for customBiggerIsBetter, one for customSmallerIsBetter',
  of: ['run'],
  load: async () => (await import('./files.ts')).files,
};

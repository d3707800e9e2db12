/** JUnit XML: what CI systems show as test results. */
import type { Output } from '../output.ts';

export const junit: Output = {
  name: 'junit',
  summary: 'JUnit XML: a test case per cell, failed trial, comparison and gate',
  of: ['run', 'comparison', 'night'],
  load: async () => (await import('./files.ts')).files,
};

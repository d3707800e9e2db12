/** OpenMetrics text, for Prometheus and what reads its format. */
import type { Output } from '../output.ts';

export const openmetrics: Output = {
  name: 'openmetrics',
  summary: 'OpenMetrics text for Prometheus',
  of: ['run'],
  load: async () => (await import('./files.ts')).files,
};

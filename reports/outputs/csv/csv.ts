/** Tables for spreadsheets and data frames. */
import type { Output } from '../output.ts';

export const csv: Output = {
  name: 'csv',
  summary: 'CSV: a row per trial and request label, or per compared metric',
  of: ['run', 'comparison', 'night'],
  load: async () => (await import('./files.ts')).files,
};

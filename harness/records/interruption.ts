/** Where a run was cut and went on later. */
import { z } from 'zod';
import { count, instant, orNull } from './fields.ts';

export const interruption = z.object({
  afterTrial: count.describe('order of the last trial before the cut'),
  cutAt: orNull(
    instant,
    'when the run was interrupted; null if the harness was killed, which leaves no time',
  ),
  resumedAt: instant,
});

/** A line of the journal where the run goes on. */
export const interruptionLineSchema = z.object({ interruption });

export type Interruption = z.infer<typeof interruption>;

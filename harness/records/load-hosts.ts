/** The hosts of a load that came from several. */
import { z } from 'zod';
import { amount, atLeastOne, count, fraction, milliseconds, orNull, text } from './fields.ts';

const loadHostFacts = z.object({
  name: text.describe('--name of the agent'),
  hostname: text,
  cpuModel: text,
  cores: atLeastOne.describe('CPUs that the agent may use'),
  kernel: text,
  node: text,
});

export const loadHost = loadHostFacts
  .extend({
    processes: atLeastOne.describe('load processes'),
    connections: count,
    sent: count.describe('requests sent inside the window'),
    completed: count.describe('correct responses that ended inside the window'),
    utilization: fraction.describe('event-loop utilization of its busiest load process'),
    cpuSeconds: amount.describe('CPU time of its load processes in the window'),
    busy: orNull(amount, 'percent of its CPUs that was busy in the window; null if unknown'),
    retransmits: orNull(count, 'TCP segments that it sent again in the window; null if unknown'),
    roundTripMs: orNull(milliseconds, 'shortest time to connect to the target; null if it could not'),
    clock: z
      .object({
        offsetMs: z.number().describe('its clock less the coordinator’s, before the trial'),
        uncertaintyMs: milliseconds.describe('the offset may be wrong by as much'),
        driftPpm: z.number().describe('change of the offset over the trial, in millionths'),
        skewMs: z
          .number()
          .describe('how much later than the coordinator’s its window began; negative: earlier'),
      })
      .describe('compared through the clock of Redis'),
  })
  .describe('one host of the load');

export type LoadHostFacts = z.infer<typeof loadHostFacts>;
export type LoadHost = z.infer<typeof loadHost>;

/** The host of a run. */
import { z } from 'zod';
import { atLeastOne, count, orNull, positive, text } from './fields.ts';

export const host = z.object({
  hostname: text,
  os: text,
  kernel: text,
  arch: text,
  cpuModel: text,
  cores: atLeastOne.describe('logical CPUs that the run may use: those of its cpuset or affinity'),
  coreThreads: z
    .array(z.array(z.int()))
    .nullable()
    .describe('the numbers of these CPUs, those of one core together; null where unknown'),
  hostCores: orNull(atLeastOne, 'logical CPUs of the whole host; null where unknown'),
  physicalCores: orNull(atLeastOne, 'that the logical CPUs are threads of'),
  memoryBytes: count,
  virtualization: orNull(text, 'null where none was found'),
  governor: orNull(
    text,
    'of the CPUs that the run may use; where they differ, such as "performance on 6, powersave on 2"; null where unknown',
  ),
  governors: z
    .record(text, atLeastOne)
    .nullable()
    .describe('how many of these CPUs have which; null where unknown'),
  smt: z.boolean().nullable(),
  loadAverage: z.array(z.number()).length(3),
  cgroupCpuLimit: orNull(positive, 'cores; null where unlimited or unknown'),
  programs: z.record(text, text).describe('versions of what the run needs beside Node, by name'),
});

export type HostFacts = z.infer<typeof host>;

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
    .describe('numbers of these CPUs, one group per core; null if unknown'),
  hostCores: orNull(atLeastOne, 'logical CPUs of the whole host; null if unknown'),
  physicalCores: orNull(atLeastOne, 'physical cores of the logical CPUs'),
  memoryBytes: count,
  virtualization: orNull(text, 'null if none was found'),
  governor: orNull(
    text,
    'frequency governor of the CPUs that the run may use; if they differ, such as "performance on 6, powersave on 2"; null if unknown',
  ),
  governors: z
    .record(text, atLeastOne)
    .nullable()
    .describe('number of these CPUs per governor; null if unknown'),
  smt: z.boolean().nullable(),
  loadAverage: z.array(z.number()).length(3),
  cgroupCpuLimit: orNull(positive, 'CPU limit of the control group in cores; null if unlimited or unknown'),
  programs: z.record(text, text).describe('versions of the programs that the run needs beside Node, by name'),
});

export type HostFacts = z.infer<typeof host>;

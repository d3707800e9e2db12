/** The `.cpuprofile` that V8 writes and that Chrome DevTools and speedscope open, as far as it is read here. */
import { z } from 'zod';
import { text } from './fields.ts';

const node = z.object({
  id: z.int(),
  callFrame: z.object({
    functionName: text,
    url: text,
    lineNumber: z.int().describe('from 0; -1 for code without lines'),
    columnNumber: z.int(),
  }),
});

export const cpuProfileSchema = z.object({
  nodes: z.array(node).min(1),
  startTime: z.number().describe('microseconds'),
  endTime: z.number().describe('microseconds'),
  samples: z.array(z.int()).describe('ids of the nodes that ran'),
  timeDeltas: z.array(z.int()).describe('microseconds from the sample before, or from the start'),
});

export type CpuProfile = z.infer<typeof cpuProfileSchema>;
export type CallFrame = CpuProfile['nodes'][number]['callFrame'];

/**
 * The record of a run: the one contract between measuring and reporting.
 *
 * Every type is inferred from a schema, and `docs/run.schema.json` is generated from the same schema, so that the
 * three cannot drift apart. Everything may import this file. It imports nothing of ours but its parts, which are in
 * this folder.
 */
import { z } from 'zod';
import { cell, client, mode, skipped } from './cell.ts';
import { count, instant, orNull, positive, text } from './fields.ts';
import { gate } from './gate.ts';
import { host } from './host.ts';
import { interruption } from './interruption.ts';
import { plan } from './plan.ts';
import { profileSchema } from './profile.ts';
import { trialSchema, warning } from './trial.ts';

export type * from './accounts.ts';
export type * from './cell.ts';
export { errorKinds } from './error-kinds.ts';
export type * from './gate.ts';
export type * from './host.ts';
export type * from './interruption.ts';
export type * from './load.ts';
export type * from './load-hosts.ts';
export type * from './plan.ts';
export type * from './profile.ts';
export type * from './trial.ts';
export { trialSchema } from './trial.ts';

/** Name and major version of the record's format. A reader refuses any other. */
export const RUN_SCHEMA = 'cluster-bench/run@2';

const clientCapacity = z.object({
  client,
  mode,
  requestsPerSecond: positive.describe('throughput of all load processes against a bare responder'),
  disturbed: z.boolean().describe('whether other work used the cores meanwhile, so that it limits nothing'),
});

const header = {
  schema: z.literal(RUN_SCHEMA),
  startedAt: instant,
  command: z.array(text).describe('arguments that repeat this run, seed included'),
  cwd: text.describe('working directory, which the paths in the command are relative to'),
  seed: count,
  tool: z.object({ name: text, version: text }),
  git: z.object({ commit: text, branch: text.nullable(), dirty: z.boolean() }).nullable(),
  node: z.object({
    version: text,
    v8: text,
    uv: text,
    execArgv: z.array(text).describe('Node arguments of the harness'),
  }),
  environment: z
    .object({
      nodeEnv: orNull(text, 'NODE_ENV; null if it is not set'),
      nodeOptions: text.describe(
        'NODE_OPTIONS, without the modules that the harness preloads; empty if it is not set',
      ),
    })
    .describe('environment that the app inherits'),
  sources: z
    .object({
      changes: orNull(
        text,
        'SHA-256 of the uncommitted changes to tracked files; null if there are none, or no app of the user’s own',
      ),
      scripts: z
        .record(text, text)
        .describe('SHA-256 of the script of each app of the user’s own, by its name'),
    })
    .describe('what tells two states of an app apart beside its commit'),
  host,
  plan,
  cells: z.array(cell).describe('each cell once; trials refer to them by id'),
  skipped: z.array(skipped),
  clientCapacity: z.array(clientCapacity).describe('measured once before the first trial'),
  pairing: z
    .object({
      id: text.describe('the same in the runs of both sides'),
      side: z.enum(['base', 'head']),
    })
    .nullable()
    .describe(
      'for a run whose trials alternated with those of another run: trial k of a cell pairs with trial k there',
    ),
  isNight: z.boolean().describe('whether `nightly` made the run'),
};

/** First line of the journal: everything in the record that is known before the first trial. */
export const runHeaderSchema = z.object(header);

export const runRecordSchema = z.object({
  ...header,
  status: z.enum(['complete', 'partial']),
  finishedAt: instant,
  interruptions: z
    .array(interruption)
    .describe('where the run was cut and resumed, in order; empty if it was measured in one sitting'),
  trials: z.array(trialSchema),
  profiles: z
    .array(profileSchema)
    .describe(
      'CPU profiles, each of a trial of its own that is not among the trials; empty without --profile',
    ),
  warnings: z
    .array(warning.extend({ cell: orNull(text, 'null for warnings about the host') }))
    .describe('warnings that concern no single trial: about the host, and about a cell’s trials together'),
  gates: z.array(gate).describe('the limits of plan.gates, each as judged for the cells that it concerns'),
});

export type ClientCapacity = z.infer<typeof clientCapacity>;
export type RunWarning = RunRecord['warnings'][number];
export type RunHeader = z.infer<typeof runHeaderSchema>;
export type RunRecord = z.infer<typeof runRecordSchema>;

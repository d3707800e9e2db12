/**
 * `npm run schema`: writes the JSON Schemas in docs/ from the schemas that the types come from and the table of
 * options, the types that the package declares from these, and the table of flags in docs/command-line.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { COMPARISON_SCHEMA, comparisonSchema } from '../records/comparison.ts';
import { HISTORY_SCHEMA, summarySchema } from '../records/history.ts';
import { NIGHT_SCHEMA, nightSchema } from '../records/night.ts';
import { RUN_SCHEMA, runRecordSchema } from '../records/run.ts';
import { configSchema, rulesSchema } from './config-schema.ts';
import { declarationText } from './declarations.ts';
import { withFlagTable } from './flag-table.ts';

/** schemaFiles are the files that are written, with their text. */
export const schemaFiles = {
  'docs/run.schema.json': () => schemaText(runRecordSchema, `A run of cluster-bench (${RUN_SCHEMA})`),
  'docs/comparison.schema.json': () =>
    schemaText(comparisonSchema, `A comparison of two sides by cluster-bench (${COMPARISON_SCHEMA})`),
  'docs/history.schema.json': () =>
    schemaText(
      summarySchema,
      `A line of history.jsonl, a run in the history of cluster-bench (${HISTORY_SCHEMA})`,
    ),
  'docs/night.schema.json': () => schemaText(nightSchema, `A night of cluster-bench (${NIGHT_SCHEMA})`),
  'docs/config.schema.json': async () => `${JSON.stringify(await configSchema(), undefined, 2)}\n`,
  'harness/records/types/run.ts': () => declarationText(jsonSchema(runRecordSchema), 'RunRecord'),
  'harness/records/types/comparison.ts': () => declarationText(jsonSchema(comparisonSchema), 'Comparison'),
  'harness/config/types/config.ts': async () => declarationText(await configSchema(), 'ConfigKeys'),
  'harness/config/types/compare-rules.ts': async () => declarationText(await rulesSchema(), 'CompareRules'),
  'docs/command-line.md': () => withFlagTable(readFileSync('docs/command-line.md', 'utf8')),
} as const;

function schemaText(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ title, ...jsonSchema(schema) }, undefined, 2)}\n`;
}

function jsonSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of Object.entries(schemaFiles)) writeFileSync(file, await text());
}

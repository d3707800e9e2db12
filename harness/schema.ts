/** `npm run schema`: writes the JSON Schema of the record to docs/, from the schema that its types come from. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { RUN_SCHEMA, runRecordSchema } from './record.ts';

export const SCHEMA_FILE = 'docs/run.schema.json';

/** The text of the schema's file. */
export function recordSchemaText(): string {
  const schema = z.toJSONSchema(runRecordSchema, { target: 'draft-2020-12', io: 'input' });
  const title = `A run of cluster-bench (${RUN_SCHEMA})`;
  return `${JSON.stringify({ title, ...schema }, undefined, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(SCHEMA_FILE, recordSchemaText());

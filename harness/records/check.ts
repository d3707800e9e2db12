/** Checks what a file of a run holds. Every error names the file and the place of the damage. */
import type { z } from 'zod';
import { RecordError } from './record-error.ts';
import { RUN_SCHEMA } from './run.ts';

/** @throws {RecordError} at invalid JSON */
export function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The message quotes the file, line breaks included. Keep ours on one line.
    const reason = (error as Error).message.replace(/\s+/g, ' ');
    throw new RecordError(`${place} is damaged: ${reason}`, { cause: error });
  }
}

/** @throws {RecordError} at another schema, or damage */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place: string,
): z.infer<Schema> {
  refuseOtherSchema(value, place);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : `${path}${path && '.'}${String(key)}`),
    '',
  );
  throw new RecordError(`${place} is damaged at ${where || 'its top'}: ${issue?.message}`);
}

function refuseOtherSchema(value: unknown, place: string): void {
  const schema = (value as { schema?: unknown } | null)?.schema;
  if (typeof schema !== 'string' || schema === RUN_SCHEMA) return;
  if (schema.startsWith('cluster-bench/run@')) {
    throw new RecordError(
      `${place} was written by another version of cluster-bench: its schema is ${schema}, this one reads ${RUN_SCHEMA}`,
    );
  }
  throw new RecordError(`${place} is not a run of cluster-bench: its schema is ${schema}`);
}

/** Reads a record other than a run: a comparison, or a night. */
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { RecordError } from './record-error.ts';

/**
 * readDocument returns null if there is no such file.
 *
 * @param id schema that this program reads, such as `cluster-bench/comparison@1`
 * @throws {RecordError} naming the file and the place of the damage, or the other schema
 */
export async function readDocument<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  id: string,
): Promise<z.infer<Schema> | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new RecordError(`${file} cannot be read: ${error.message}`, { cause: error });
  });
  if (text === null) return null;
  const value = parse(text, file);
  const given = (value as { schema?: unknown } | null)?.schema;
  if (typeof given === 'string' && given !== id) {
    throw new RecordError(`${file} has the schema ${given}; this cluster-bench reads ${id}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new RecordError(`${file} is damaged at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = (error as Error).message.replace(/\s+/g, ' ');
    throw new RecordError(`${file} is damaged: ${reason}`, { cause: error });
  }
}

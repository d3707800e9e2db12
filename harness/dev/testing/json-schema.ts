/** Whether a value is as one of the JSON Schemas in docs/ says: by another validator than ours, as others read them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** What is wrong, a sentence each; none where the value holds to the schema. @param name of the file in docs/ */
export function againstSchema(name: string, value: unknown): string[] {
  const schema = JSON.parse(readFileSync(join('docs', name), 'utf8'));
  // Instants have a pattern beside their format.
  const ajv = new Ajv2020({ validateFormats: false, allErrors: true });
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

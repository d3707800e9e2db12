/** Validates values against the JSON Schemas in docs/, with a validator that other readers of our files may use. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** Returns one sentence per fault. @param name of the file in docs/ */
export function againstSchema(name: string, value: unknown): string[] {
  const schema = JSON.parse(readFileSync(join('docs', name), 'utf8'));
  // Instants have a pattern in addition to their format.
  const ajv = new Ajv2020({ validateFormats: false, allErrors: true });
  // For editors.
  ajv.addVocabulary(['allowComments', 'allowTrailingCommas']);
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

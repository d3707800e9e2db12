/**
 * JSON Schemas -> types for users of the package. They are plain interfaces with the descriptions of the schemas, so
 * that editors show what a field means, and nobody's compiler has to load Zod.
 */
import { compile } from 'json-schema-to-typescript';

const BANNER = '/** Written by `npm run schema`. */';

/** @param name of the type */
export function declarationText(schema: object, name: string): Promise<string> {
  // A title would be the name of the type.
  return compile({ ...schema, title: name }, name, {
    bannerComment: BANNER,
    additionalProperties: false,
    // Zod infers arrays, not tuples, where a schema has a length.
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 110, trailingComma: 'all' },
  });
}

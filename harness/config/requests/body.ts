/** `--data` and `--json`: the body of the request, as curl reads it. */
import { isUtf8 } from 'node:buffer';
import { hasHeader } from '../../../scenarios/request.ts';
import type { RequestChanges, SentBody } from '../../../scenarios/request-changes.ts';
import { UsageError } from '../usage-error.ts';
import type { UserConfig } from '../user-values.ts';
import type { Given } from '../values.ts';
import { readUserFile } from './user-file.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const JSON_HEADERS = { 'Content-Type': 'application/json', Accept: 'application/json' };
const COMPRESSED = { 'Accept-Encoding': 'gzip, deflate, br' };

export type Body = Pick<RequestChanges, 'method' | 'headers' | 'body'>;

/**
 * readBody returns the body with the method and the headers that it brings along. `--data` joins its parts by `&` and
 * leaves out the line breaks of files; `--json` joins its parts as they are.
 *
 * @throws {UsageError} if both are given, or a file cannot be read
 */
export async function readBody({ data, json }: UserConfig): Promise<Body> {
  if (data && json) {
    throw new UsageError(`${data.origin} and ${json.origin} both set the body; leave one of them out`);
  }
  if (data) return { method: 'POST', headers: FORM, body: bodyOf(await partsOf(data, withoutBreaks), '&') };
  if (json)
    return { method: 'POST', headers: JSON_HEADERS, body: bodyOf(await partsOf(json, (file) => file), '') };
  return { method: null, headers: {}, body: null };
}

/** withDefaults returns the user's headers, and those of others that they lack. */
export function withDefaults(
  headers: RequestChanges['headers'],
  others: RequestChanges['headers'],
  isCompressed: boolean,
): RequestChanges['headers'] {
  const wanted = Object.entries({ ...others, ...(isCompressed ? COMPRESSED : {}) });
  const missing = wanted.filter(([name]) => !hasHeader(headers, name.toLowerCase()));
  return { ...Object.fromEntries(missing), ...headers };
}

function partsOf(given: Given, change: (file: Buffer) => Buffer): Promise<Buffer[]> {
  return Promise.all(
    given.texts.map(async (text) => {
      if (!text.startsWith('@')) return Buffer.from(text);
      return change(await readUserFile(text.slice(1), given));
    }),
  );
}

/** curl leaves out line breaks and null bytes of a file that --data names. */
function withoutBreaks(file: Buffer): Buffer {
  return Buffer.from(file.filter((byte) => byte !== 0x0a && byte !== 0x0d && byte !== 0));
}

function bodyOf(parts: readonly Buffer[], separator: string): SentBody {
  const all = Buffer.concat(
    parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(separator), part])),
  );
  return isUtf8(all) ? { text: all.toString() } : { base64: all.toString('base64') };
}

/** Undoes a body's content codings, so that its text can be checked. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

const DECODERS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/** decodeBody returns the content of a body, or null if a coding is unknown or the body does not match its coding. */
export function decodeBody(body: Buffer, encodings: readonly string[]): Buffer | null {
  let content = body;
  for (const coding of encodings.toReversed()) {
    const decode = DECODERS[coding];
    if (decode === undefined) return null;
    try {
      content = decode(content);
    } catch {
      return null;
    }
  }
  return content;
}

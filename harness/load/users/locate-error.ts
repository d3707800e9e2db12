/**
 * Finds the line of a scenario's module at which an error was thrown. Node could map whole stacks itself, with
 * --enable-source-maps, but does so for each error; here each distinct stack is mapped once.
 */

import { SourceMap, type SourceMapPayload } from 'node:module';
import { basename } from 'node:path';

/** Maps of the imported bundles by the names that stacks have for them; parsed when they are first needed. */
const maps = new Map<string, () => SourceMap>();

/** Messages by stack. A script that puts a value into its messages would fill any memory. */
const known = new Map<string, string>();
const MOST_KNOWN = 1_000;

const COMMENT = '\n//# sourceMappingURL=data:application/json;base64,';

/** A frame of a bundle, such as `at total (scenario:1f2e…:12:9)`. */
const FRAME = /(scenario:[0-9a-f]+):(\d+):(\d+)/g;

/** withoutMap returns the code of a bundle without its source map. */
export function withoutMap(bundle: string): string {
  const at = bundle.lastIndexOf(COMMENT);
  return at === -1 ? bundle : bundle.slice(0, at + 1);
}

/** named returns the code under a name that its stacks then have. Its source map is kept here. */
export function named(bundle: string, sha256: string): string {
  const name = `scenario:${sha256}`;
  const code = withoutMap(bundle);
  let parsed: SourceMap | undefined;
  const map = bundle.slice(code.length - 1 + COMMENT.length);
  maps.set(name, () => {
    parsed ??= new SourceMap(payloadOf(map));
    return parsed;
  });
  return `${code}//# sourceURL=${name}\n`;
}

/** locatedMessage returns `checkout.ts:23: the message`, or the message alone if no line of a module threw it. */
export function locatedMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, stack = '' } = error;
  const before = known.get(stack);
  if (before !== undefined) return before;
  const place = placeIn(stack);
  const located = place === null ? message : `${place}: ${message}`;
  if (known.size < MOST_KNOWN) known.set(stack, located);
  return located;
}

/** The innermost frame of the user's own code; of a package in the bundle if there is no other. */
function placeIn(stack: string): string | null {
  const places = [...stack.matchAll(FRAME)].flatMap(([, name = '', line, column]) => {
    // Lines and columns of frames count from 1, those of a map from 0.
    const entry = maps
      .get(name)?.()
      .findEntry(Number(line) - 1, Number(column) - 1);
    if (entry === undefined || !('originalSource' in entry)) return [];
    return [{ file: entry.originalSource, line: entry.originalLine + 1 }];
  });
  const own = places.find(({ file }) => !file.includes('node_modules/')) ?? places[0];
  return own === undefined ? null : `${basename(own.file)}:${own.line}`;
}

function payloadOf(base64: string): SourceMapPayload {
  return JSON.parse(Buffer.from(base64.trim(), 'base64').toString());
}

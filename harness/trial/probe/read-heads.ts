/** The heads of one response as text. The probe reports them; the parser handles framing. */

import { HeaderFields } from '../../load/direct/header-fields.ts';

export interface Heads {
  /** Status codes of the interim responses, in order. */
  readonly interims: readonly number[];
  readonly status: number;
  /** Names are in lower case; values of the same name are joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  /** Bytes before the body. */
  readonly length: number;
}

/** @param bytes of a response that the parser has found to be complete */
export function readHeads(bytes: Buffer): Heads {
  const text = bytes.toString('latin1');
  const interims: number[] = [];
  for (let from = 0; ; ) {
    const match = /\r?\n\r?\n/g;
    match.lastIndex = from;
    const end = match.exec(text);
    const head = text.slice(from, end?.index);
    const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(head)?.[1]);
    if (end === null || status >= 200 || status === 101 || Number.isNaN(status)) {
      return {
        interims,
        status,
        headers: new HeaderFields(head).toMap(),
        length: end ? match.lastIndex : text.length,
      };
    }
    interims.push(status);
    from = match.lastIndex;
  }
}

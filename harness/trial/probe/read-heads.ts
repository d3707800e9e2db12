/** The heads of one response as text. The probe reports them; the parser handles framing. */

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
      return { interims, status, headers: headersOf(head), length: end ? match.lastIndex : text.length };
    }
    interims.push(status);
    from = match.lastIndex;
  }
}

function headersOf(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.split(/\r?\n/).slice(1)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

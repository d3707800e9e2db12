/** RequestForm is a request compiled for the wire: only the values of a row and cookies are still to be put in. */
import type { Request } from '../../../scenarios/request.ts';
import type { Row } from '../../../scenarios/user.ts';
import { headText, type RequestFrame } from '../direct/request.ts';
import { type Fill, fillOf, RequestTemplate } from './templates.ts';

/** Stands for a part that is not known yet; no header can contain it. */
const GAP = '\0';

/** The head between its gaps: path, cookies if there are any, and the length of a body that differs. */
type Head = readonly Fill[];

export class RequestForm {
  readonly #request: Request;
  readonly #frame: RequestFrame;
  readonly #columns: ReadonlySet<string>;
  readonly #path: Fill;
  readonly #body: Fill | null;
  readonly #binary: Uint8Array | null;
  readonly #known = new Map<Row, Buffer>();
  readonly #heads: { plain: Head | null; withCookie: Head | null } = { plain: null, withCookie: null };

  constructor(source: Request | RequestTemplate, frame: RequestFrame) {
    const template = source instanceof RequestTemplate ? source : null;
    const request = source instanceof RequestTemplate ? source.request : source;
    const { path, body } = request;
    this.#request = request;
    this.#frame = frame;
    this.#columns = template?.columns ?? NO_COLUMNS;
    this.#path = template?.path ?? (() => path);
    this.#body = template?.body ?? (typeof body === 'string' ? () => body : null);
    this.#binary = typeof body === 'string' ? null : body;
  }

  bytes(row: Row, cookie: string | null): Buffer {
    if (cookie !== null) return this.#make(row, cookie);
    const known = this.#known.get(row);
    if (known !== undefined) return known;
    const bytes = this.#make(row, null);
    if (this.#known.size < MOST_KNOWN) this.#known.set(row, bytes);
    return bytes;
  }

  #make(row: Row, cookie: string | null): Buffer {
    const heads = this.#heads;
    if (cookie === null) {
      heads.plain ??= this.#head(null);
      const [start, behindPath, end] = heads.plain;
      return this.#join(start?.(row) + this.#path(row) + behindPath?.(row), end, row);
    }
    heads.withCookie ??= this.#head(GAP);
    const [start, behindPath, behindCookie, end] = heads.withCookie;
    const head = start?.(row) + this.#path(row) + behindPath?.(row) + cookie + behindCookie?.(row);
    return this.#join(head, end, row);
  }

  #head(cookie: string | null): Head {
    const length = this.#body === null ? (this.#binary?.length ?? null) : GAP;
    const text = headText({ ...this.#request, path: GAP }, { ...this.#frame, cookie }, length);
    return text.split(GAP).map((part) => fillOf(part, this.#columns));
  }

  #join(head: string, end: Fill | undefined, row: Row): Buffer {
    const body = this.#body?.(row);
    if (body === undefined || end === undefined) {
      const bytes = Buffer.from(head, 'latin1');
      return this.#binary === null ? bytes : Buffer.concat([bytes, this.#binary]);
    }
    const length = Buffer.byteLength(body);
    const whole = head + length + end(row);
    // Bytes of ASCII are the same in both encodings.
    if (length === body.length) return Buffer.from(whole + body, 'latin1');
    return Buffer.concat([Buffer.from(whole, 'latin1'), Buffer.from(body)]);
  }
}

/** Requests without cookies are kept for so many rows, since a row comes again; 300 bytes each are 3 MB. */
const MOST_KNOWN = 10_000;

const NO_COLUMNS: ReadonlySet<string> = new Set();

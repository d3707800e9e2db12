/** TemplateForm is the form of a request that names columns. */
import type { Row } from '../../../scenarios/user.ts';
import { GAP, headText, type RequestFrame } from '../direct/request.ts';
import type { RequestForm } from './request-form.ts';
import { type Fill, fillOf, type RequestTemplate } from './templates.ts';

/** The head between its gaps: path, cookies if there are any, and the length of a body of text. */
type Head = readonly Fill[];

export class TemplateForm implements RequestForm {
  readonly #template: RequestTemplate;
  readonly #frame: RequestFrame;
  readonly #binary: Uint8Array | null;
  readonly #heads: { plain: Head | null; withCookie: Head | null } = { plain: null, withCookie: null };

  constructor(template: RequestTemplate, frame: RequestFrame) {
    const { body } = template.request;
    this.#template = template;
    this.#frame = frame;
    this.#binary = typeof body === 'string' ? null : body;
  }

  bytes(row: Row, cookie: string | null): Buffer {
    const heads = this.#heads;
    const path = this.#template.path(row);
    if (cookie === null) {
      heads.plain ??= this.#head(null);
      const [start, behindPath, end] = heads.plain;
      return this.#join(start?.(row) + path + behindPath?.(row), end, row);
    }
    heads.withCookie ??= this.#head(GAP);
    const [start, behindPath, behindCookie, end] = heads.withCookie;
    return this.#join(start?.(row) + path + behindPath?.(row) + cookie + behindCookie?.(row), end, row);
  }

  #head(cookie: string | null): Head {
    const { request, columns, body } = this.#template;
    const length = body === null ? (this.#binary?.length ?? null) : GAP;
    const text = headText({ ...request, path: GAP }, { ...this.#frame, cookie }, length);
    return text.split(GAP).map((part) => fillOf(part, columns));
  }

  #join(head: string, end: Fill | undefined, row: Row): Buffer {
    const body = this.#template.body?.(row);
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

import type { Response } from '../../../scenarios/response.ts';
import { decodeBody } from '../direct/decode-body.ts';
import { HeaderFields } from '../direct/header-fields.ts';
import type { ParsedResponse } from '../direct/parsed-response.ts';

const SET_COOKIE = /\nset-cookie/i;
const NONE: readonly string[] = [];

/** The last head without cookies. While responses repeat, the parser returns the same one. */
let withoutCookies: Buffer | undefined;

/** ScriptResponse reads a parsed response for a scripted user, each part when it is asked for. */
export class ScriptResponse implements Response {
  readonly #parsed: ParsedResponse;
  readonly isExpected: boolean;
  #fields: HeaderFields | undefined;
  #text: string | undefined;

  constructor(parsed: ParsedResponse, isExpected: boolean) {
    this.#parsed = parsed;
    this.isExpected = isExpected;
  }

  get status(): number {
    return this.#parsed.status;
  }

  header(name: string): string | null {
    return this.#allFields().get(name);
  }

  /** Values of the Set-Cookie headers. Most responses have none, which is cheap to see. */
  setCookies(): readonly string[] {
    const { head } = this.#parsed;
    if (head === null || head === withoutCookies) return NONE;
    if (SET_COOKIE.test(head.toString('latin1'))) return this.#allFields().all('set-cookie');
    withoutCookies = head;
    return NONE;
  }

  text(): string {
    const { body, encodings } = this.#parsed;
    this.#text ??= (decodeBody(body, encodings) ?? body).toString();
    return this.#text;
  }

  json(): unknown {
    return JSON.parse(this.text());
  }

  #allFields(): HeaderFields {
    this.#fields ??= new HeaderFields(this.#parsed.head?.toString('latin1') ?? '');
    return this.#fields;
  }
}

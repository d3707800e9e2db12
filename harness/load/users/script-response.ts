import type { Response } from '../../../scenarios/response.ts';
import { decodeBody } from '../direct/decode-body.ts';
import { HeaderFields } from '../direct/header-fields.ts';
import type { ParsedResponse } from '../direct/parsed-response.ts';

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
    this.#fields ??= new HeaderFields(this.#parsed.head?.toString('latin1') ?? '');
    return this.#fields.get(name);
  }

  text(): string {
    const { body, encodings } = this.#parsed;
    this.#text ??= (decodeBody(body, encodings) ?? body).toString();
    return this.#text;
  }

  json(): unknown {
    return JSON.parse(this.text());
  }
}

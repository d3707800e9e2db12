/** FixedForm is the form of a request without columns. */
import type { Request } from '../../../scenarios/request.ts';
import type { Row } from '../../../scenarios/user.ts';
import { GAP, type RequestFrame, requestBytes } from '../direct/request.ts';
import type { RequestForm } from './request-form.ts';

/** The request before and behind the value of its Cookie header. */
interface Parts {
  readonly before: Buffer;
  readonly behind: Buffer;
}

export class FixedForm implements RequestForm {
  readonly #request: Request;
  readonly #frame: RequestFrame;
  readonly #plain: Buffer;
  #parts: Parts | null = null;

  constructor(request: Request, frame: RequestFrame) {
    this.#request = request;
    this.#frame = frame;
    this.#plain = requestBytes(request, frame);
  }

  bytes(_: Row, cookie: string | null): Buffer {
    if (cookie === null) return this.#plain;
    this.#parts ??= this.#split();
    const { before, behind } = this.#parts;
    const cookieEnd = before.length + cookie.length;
    const bytes = Buffer.allocUnsafe(cookieEnd + behind.length);
    bytes.set(before);
    bytes.write(cookie, before.length, 'latin1');
    bytes.set(behind, cookieEnd);
    return bytes;
  }

  #split(): Parts {
    const bytes = requestBytes(this.#request, { ...this.#frame, cookie: GAP });
    const gap = bytes.indexOf(GAP);
    return { before: bytes.subarray(0, gap), behind: bytes.subarray(gap + GAP.length) };
  }
}

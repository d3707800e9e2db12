/** Response is what a scripted user receives. Each part is read only if it is asked for. */
export interface Response {
  readonly status: number;
  /** Whether it is one that the request expects. */
  readonly isExpected: boolean;
  /** Value of a header; several values are joined by a comma. Null if it is absent. */
  header(name: string): string | null;
  /** The body, without its content coding. */
  text(): string;
  /** The parsed body. @throws if it is not JSON */
  // biome-ignore lint/suspicious/noExplicitAny: the caller knows the shape of its own app's responses
  json(): any;
}

/** RequestFailed is thrown into a scripted user whose request got no response. Uncaught, it ends the iteration. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  /** Class of the failure: `connect`, `timeout`, `reset`, `closed` or `mismatch`. */
  readonly failure: string;
  constructor(failure: string) {
    super(`the request failed: ${failure}`);
    this.failure = failure;
  }
}

/** CheckFailed is thrown by a check whose condition does not hold. */
export class CheckFailed extends Error {}

/** check throws if a condition does not hold: the request before it then counts as failed, with this message. */
export function check(condition: unknown, message: string): asserts condition {
  if (!condition) throw new CheckFailed(message);
}

/** Reply is a response with a JSON body, as the built-in apps' routes return it to their handlers. */
export interface Reply {
  readonly status: number;
  /** In addition to those of the body. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Sessions say who a client is from one request to the next. Disposal ends what they are connected to. */
export interface Sessions extends Disposable {
  /** Opens a session for a user, and returns what the login's response carries. */
  open(user: string): Promise<Opened>;
  /** Returns the user of the session that a request names, or null if there is none. */
  userOf(headers: SessionHeaders): Promise<string | null>;
}

interface Opened {
  /** A `Set-Cookie` header; none if omitted. */
  readonly cookie?: string;
  /** The body, as JSON. */
  readonly body: Readonly<Record<string, string>>;
}

/** The headers of a request that may name a session, as `node:http` returns them. */
export interface SessionHeaders {
  readonly cookie?: string | undefined;
  readonly authorization?: string | undefined;
}

/** CookieJar keeps the cookies of one virtual user. All requests go to one origin, so domains do not matter. */
import { parseSetCookie, type StoredCookie } from './set-cookie.ts';

/** A header that was sent, and when it may be sent again. */
interface SentHeader {
  /** The only path that it is for; null if it is for all paths. */
  readonly path: string | null;
  readonly header: string | null;
  /** When the first of its cookies expires. */
  readonly untilMs: number;
}

export class CookieJar {
  #cookies: StoredCookie[] = [];
  #last: SentHeader | null = null;

  /** Stores the cookies that a response sets. @param setCookies values of its `Set-Cookie` headers */
  store(setCookies: readonly string[], nowMs = Date.now()): void {
    this.#last = null;
    for (const text of setCookies) {
      const cookie = parseSetCookie(text, nowMs);
      if (cookie === null) continue;
      const { name, path, expiresMs } = cookie;
      const place = this.#cookies.findIndex((other) => other.name === name && other.path === path);
      if (expiresMs <= nowMs) this.#cookies = this.#cookies.filter((_, index) => index !== place);
      else if (place < 0) this.#cookies.push(cookie);
      else this.#cookies[place] = cookie;
    }
  }

  /** Removes all cookies, as for a new user. */
  clear(): void {
    if (this.#cookies.length === 0) return;
    this.#cookies = [];
    this.#last = null;
  }

  /**
   * Returns the value of the Cookie header; null if no cookie applies. It is made once for as long as the cookies stay
   * the same, and asks for the path only if that matters.
   */
  headerFor(request: { readonly path: string }, now = Date.now): string | null {
    if (this.#cookies.length === 0) return null;
    const last = this.#last;
    // Most cookies never expire, and reading the clock costs time.
    if (last !== null && (last.untilMs === Infinity || now() < last.untilMs)) {
      if (last.path === null || last.path === request.path) return last.header;
    }
    this.#last = this.#made(request, now());
    return this.#last.header;
  }

  #made(request: { readonly path: string }, nowMs: number): SentHeader {
    let path: string | null = null;
    let header: string | null = null;
    let untilMs = Infinity;
    for (const cookie of this.#cookies) {
      if (cookie.expiresMs <= nowMs) continue;
      if (cookie.expiresMs < untilMs) untilMs = cookie.expiresMs;
      if (cookie.path !== '/') {
        path ??= request.path;
        if (!isWithin(path, cookie.path)) continue;
      }
      const pair = `${cookie.name}=${cookie.value}`;
      header = header === null ? pair : `${header}; ${pair}`;
    }
    return { path, header, untilMs };
  }
}

/** Path matching as in RFC 6265, 5.1.4. @param target path of a request, with its query */
function isWithin(target: string, folder: string): boolean {
  const [path = '/'] = target.split('?');
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** CookieJar keeps the cookies of one virtual user. All requests go to one origin, so domains do not matter. */
import { parseSetCookie } from 'set-cookie-parser';

interface StoredCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly expiresMs: number;
}

interface SentHeader {
  readonly path: string | null;
  readonly header: string | null;
  readonly untilMs: number;
}

const NO_HEADER: SentHeader = { path: null, header: null, untilMs: 0 };

export class CookieJar {
  readonly #cookies = new Map<string, StoredCookie>();
  /** The last header, which most users send again; it holds until one of its cookies expires. */
  #last: SentHeader = NO_HEADER;

  /** Stores the cookies that a response sets. @param setCookies values of its `Set-Cookie` headers */
  store(setCookies: readonly string[], nowMs = Date.now()): void {
    this.#last = NO_HEADER;
    for (const { name, value, path, maxAge, expires } of parseSetCookie([...setCookies], {
      decodeValues: false,
    })) {
      const expiresMs = maxAge === undefined ? (expires?.getTime() ?? Infinity) : nowMs + 1_000 * maxAge;
      const place = path?.startsWith('/') ? path : '/';
      const key = `${place} ${name}`;
      if (expiresMs <= nowMs) this.#cookies.delete(key);
      else this.#cookies.set(key, { name, value, path: place, expiresMs });
    }
  }

  get isEmpty(): boolean {
    return this.#cookies.size === 0;
  }

  /** Returns the value of the Cookie header for a path; null if no cookie applies. */
  headerFor(path: string, now = Date.now): string | null {
    if (this.#cookies.size === 0) return null;
    const last = this.#last;
    // Most cookies never expire, and reading the clock costs time.
    if (path === last.path && (last.untilMs === Infinity || now() < last.untilMs)) return last.header;
    const nowMs = now();
    const [pathname = '/'] = path.split('?');
    const sent = [...this.#cookies.values()].filter(
      (cookie) => cookie.expiresMs > nowMs && isWithin(pathname, cookie.path),
    );
    const header = sent.length === 0 ? null : sent.map(({ name, value }) => `${name}=${value}`).join('; ');
    this.#last = { path, header, untilMs: Math.min(...sent.map(({ expiresMs }) => expiresMs)) };
    return header;
  }
}

/** Path matching as in RFC 6265, 5.1.4. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

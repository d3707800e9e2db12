/** `--header` and `--expect-header`: headers as curl takes them. */
import { columnsIn } from '../../load/users/templates.ts';
import { variablesInHeader } from '../../load/users/variables.ts';
import { UsageError } from '../usage-error.ts';
import type { Given } from '../values.ts';
import { TOKEN } from './method.ts';

type Headers = Readonly<Record<string, string>>;

/** Headers that describe the connection or the length of a message: the client sets them itself. */
const OWN_OF_CLIENT: ReadonlySet<string> = new Set([
  ...['connection', 'content-length', 'expect', 'http2-settings', 'keep-alive', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
]);

/** Names that hold a secret. An idempotency key is none. */
const SECRET_NAME =
  /(^|[-_])(authorization|auth|cookie|token|secret|password|passwd|credentials?|session|signature|apikey|key)([-_]|$)/i;
const NO_SECRET = /idempotency/i;

/** Bytes that a value may have: HTTP forbids control characters, and a header has no letters beyond Latin-1. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** headersIn parses `name: value`, and `name;` for an empty value. @throws {UsageError} */
export function headersIn(given: Given): Headers {
  return joined(
    given.texts.map((text) => {
      const [, name = '', sign, value = ''] = /^([^:;]*)([:;])(.*)$/s.exec(text) ?? [];
      const isEmpty = value.trim() === '';
      if (sign === undefined || isEmpty !== (sign === ';')) {
        // The text may be a secret, so the message does not repeat it.
        const about = sign === undefined ? '' : ` ${name.trim()}`;
        throw new UsageError(
          `${given.origin}${about} takes a name and a value, such as 'accept: text/html', or 'name;' for an empty value`,
        );
      }
      return checkedHeader(name.trim(), value.trim(), given.origin);
    }),
  );
}

/**
 * checkedHeader returns the header if it can be sent.
 *
 * @param origin names it in messages
 * @throws {UsageError} at one that HTTP forbids, that the client sets itself, or that holds a secret in plain text
 */
export function checkedHeader(name: string, value: string, origin: string): readonly [string, string] {
  if (!TOKEN.test(name)) {
    throw new UsageError(
      `${origin} has a name that HTTP forbids; it may have letters, digits and hyphens, such as x-request-id`,
    );
  }
  if (!VALUE.test(value)) {
    throw new UsageError(
      `${origin} ${name} has a character that HTTP forbids in a header: a line break, a control character, or a letter beyond Latin-1`,
    );
  }
  if (OWN_OF_CLIENT.has(name.toLowerCase())) {
    throw new UsageError(`${origin} ${name} is set by the load client itself; leave it out`);
  }
  if (holdsSecret(name) && variablesInHeader(value).length === 0 && columnsIn(value).length === 0) {
    throw new UsageError(
      `${origin} ${name} is a secret in plain text, which process lists and records would show; put it in an environment variable, and name that in single quotes: -H '${name}: ${exampleFor(name)}'`,
    );
  }
  return [name, value];
}

/** holdsSecret says whether a header of this name holds a secret. */
export function holdsSecret(name: string): boolean {
  return SECRET_NAME.test(name) && !NO_SECRET.test(name);
}

/** isOwnOfClient says whether the client sets the header itself. */
export function isOwnOfClient(name: string): boolean {
  return OWN_OF_CLIENT.has(name.toLowerCase());
}

/** isHeaderValue says whether HTTP allows the text as a header's value. */
export function isHeaderValue(text: string): boolean {
  return VALUE.test(text);
}

function exampleFor(name: string): string {
  if (/authorization$/i.test(name)) return 'Bearer $TOKEN';
  return /cookie/i.test(name) ? 'session=$SESSION' : '$TOKEN';
}

/** expectedHeaders parses `name: text`. @throws {UsageError} */
export function expectedHeaders(given: Given): Headers {
  return Object.fromEntries(
    given.texts.map((text) => {
      const [, name = '', wanted = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
      if (!TOKEN.test(name.trim()) || wanted.trim() === '') {
        throw new UsageError(
          `${given.origin} takes a name and a text, such as 'content-type: json', not "${text}"`,
        );
      }
      return [name.trim().toLowerCase(), wanted.trim()];
    }),
  );
}

/** Values of the same name are one list (RFC 9110, 5.3); those of a cookie are separated by semicolons. */
function joined(headers: readonly (readonly [string, string])[]): Headers {
  const byName = new Map<string, readonly [string, string]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = byName.get(key);
    const separator = key === 'cookie' ? '; ' : ', ';
    byName.set(key, before === undefined ? [name, value] : [before[0], `${before[1]}${separator}${value}`]);
  }
  return Object.fromEntries(byName.values());
}

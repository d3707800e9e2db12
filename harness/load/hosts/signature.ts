/** Signatures by a shared secret: whoever can write to Redis must not be able to make an agent run code. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Signed {
  readonly body: string;
  /** HMAC-SHA256, in hexadecimal digits. */
  readonly mac: string;
}

/** @param purpose where the value belongs: a signature holds nowhere else, so that nothing can be replayed there */
export function signed(secret: string, purpose: string, value: unknown): Signed {
  const body = JSON.stringify(value);
  return { body, mac: macOf(secret, purpose, body) };
}

/** verified returns the signed value. @throws {Error} unless the secret signed it for this purpose */
export function verified(secret: string, purpose: string, message: unknown): unknown {
  if (!isSigned(message)) throw new Error('it is not signed');
  const [given, own] = [message.mac, macOf(secret, purpose, message.body)].map((mac) => Buffer.from(mac));
  if (!given || !own || given.length !== own.length || !timingSafeEqual(given, own)) {
    throw new Error('its signature is wrong: CLUSTER_BENCH_SECRET must be the same on every host');
  }
  return JSON.parse(message.body);
}

function macOf(secret: string, purpose: string, body: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n${body}`).digest('hex');
}

function isSigned(message: unknown): message is Signed {
  return (
    typeof message === 'object' &&
    message !== null &&
    'body' in message &&
    'mac' in message &&
    typeof message.body === 'string' &&
    typeof message.mac === 'string'
  );
}

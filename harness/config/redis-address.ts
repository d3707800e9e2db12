/** The Redis between a run and its agents, and the secret that they share. */
import type { RedisAddress } from '../load/hosts/redis-link.ts';
import { REDIS_PASSWORD, SHARED_SECRET } from '../processes/own-secrets.ts';
import { REDIS_USER, redisPassword } from './redis-password.ts';
import { UsageError } from './usage-error.ts';

const SCHEMES = ['redis:', 'rediss:'];
/** 16 characters of base64 are 96 bits. */
const LEAST_SECRET = 16;

/**
 * redisAddress reads `redis://[user@]host[:port][/database]`, or `rediss://` for TLS. The user of a Redis that a run
 * has started needs no password in the environment.
 * @throws {UsageError} at anything else, and at a visible password
 */
export function redisAddress(text: string, origin: string, env: NodeJS.ProcessEnv): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !SCHEMES.includes(url.protocol) || url.hostname === '') {
    throw new UsageError(
      `${origin} takes a URL such as redis://10.0.0.5:6379, or rediss:// for TLS, not "${text}"`,
    );
  }
  if (url.password !== '') {
    throw new UsageError(
      `${origin} would show the password to everyone; put it in ${REDIS_PASSWORD}, and leave it out of the URL`,
    );
  }
  if (!/^(\/\d*)?$/.test(url.pathname)) {
    throw new UsageError(
      `${origin} may end with the number of a database, such as redis://10.0.0.5:6379/1, not with "${url.pathname}"`,
    );
  }
  const given = env[REDIS_PASSWORD] || null;
  if (given !== null || url.username !== REDIS_USER) return { url, password: given };
  return { url, password: redisPassword(sharedSecret(env)) };
}

/** sharedSecret returns the secret that signs every message. @throws {UsageError} if it is not set, or too short */
export function sharedSecret(env: NodeJS.ProcessEnv): string {
  const secret = env[SHARED_SECRET] ?? '';
  if (secret.length >= LEAST_SECRET) return secret;
  const fault = secret === '' ? 'is not set' : `is shorter than ${LEAST_SECRET} characters`;
  throw new UsageError(
    `${SHARED_SECRET} ${fault}: agents run only what it signs; set the same on every host, such as the output of: openssl rand -hex 16`,
  );
}

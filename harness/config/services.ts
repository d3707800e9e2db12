/** `--service name=URL`: the user's own services, instead of ones that the harness starts for each trial. */
import type { Scenario } from '../../scenarios/index.ts';
import { memberNamed } from '../../targets/member.ts';
import { services } from '../../targets/services/index.ts';
import { looksSecret } from './secret-names.ts';
import { UsageError } from './usage-error.ts';
import type { Given } from './values.ts';
import { oneOf } from './values.ts';

export interface AskedService {
  readonly name: string;
  /** A URL, or `$NAME`: the variable that holds it, so that no record contains a password. */
  readonly place: string;
}

/**
 * Parses `redis=redis://10.0.0.5:6379` or `redis=$REDIS_URL`.
 * @throws {UsageError}
 */
export function parseService(text: string, known: readonly string[], given: Given): AskedService {
  const [, name = '', place = ''] = /^([^=]*)=(.*)$/s.exec(text.trim()) ?? [];
  if (name === '' || place === '') {
    throw new UsageError(
      `${given.origin} takes a service and its URL, such as ${known[0]}=URL, or ${known[0]}='$VARIABLE'; not "${text}"`,
    );
  }
  return { name: oneOf(name, known, given.origin), place };
}

/**
 * URLs by service.
 *
 * @throws {UsageError} at a service that no scenario depends on, a duplicate, an invalid URL, or a visible password
 */
export function userServices(
  asked: readonly AskedService[],
  scenarios: readonly Scenario[],
  { env, origin }: { readonly env: NodeJS.ProcessEnv; readonly origin: string },
): Readonly<Record<string, URL>> {
  const urls: Record<string, URL> = {};
  for (const { name, place } of asked) {
    if (!scenarios.some(({ services = [] }) => services.includes(name))) {
      const those = scenarios.map((scenario) => scenario.name).join(', ');
      throw new UsageError(
        `${origin} ${name} has no effect here: the app of ${those} does not depend on it; leave it out`,
      );
    }
    if (urls[name]) throw new UsageError(`${origin} names ${name} twice`);
    urls[name] = withScheme(urlAt(place, `${origin} ${name}`, env), name, origin);
  }
  return urls;
}

function withScheme(url: URL, name: string, origin: string): URL {
  const { schemes } = memberNamed(services, name);
  if (!schemes || schemes.includes(url.protocol)) return url;
  const such = schemes.map((scheme) => `${scheme}//`).join(' or ');
  throw new UsageError(`${origin} ${name} takes a URL that begins with ${such}, not with ${url.protocol}//`);
}

/** @throws {UsageError} if one of the user's own services cannot be used: every trial would fail */
export async function checkUserServices(urls: Readonly<Record<string, URL>>): Promise<void> {
  for (const [name, url] of Object.entries(urls)) {
    const reason = await memberNamed(services, name).unusable?.(url);
    if (reason) throw new UsageError(`--service ${name}: ${reason}`);
  }
}

function urlAt(place: string, what: string, env: NodeJS.ProcessEnv): URL {
  const variable = place.startsWith('$') ? place.slice(1) : null;
  const text = variable === null ? place : env[variable];
  if (!text) throw new UsageError(`${what}: the variable ${variable} is not set`);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw new UsageError(`${what} takes a URL, but ${variable ?? `"${text}"`} is not one`);
  const isSecret = url.password !== '' || [...url.searchParams.keys()].some(looksSecret);
  if (variable === null && isSecret) {
    throw new UsageError(
      `${what}: the record would contain the password; put the URL in a variable and name it: ${what}='$VARIABLE'`,
    );
  }
  return url;
}

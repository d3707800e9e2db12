/** `--node 22,24`: two Node versions by path, this one, or installed with npm. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../config/usage-error.ts';
import { nodeFacts, ownRuntime } from '../run/runtime.ts';
import { installNode, type PackageHost } from './node-package.ts';
import type { BySide, Contender, Side } from './side.ts';

interface NodeHost extends PackageHost {
  readonly cwd: string;
}

const VERSION = /^v?(\d+(?:\.\d+){0,2})$/;
const ANSWER_MS = 10_000;

/** @throws {UsageError} if there is no such Node, if it is too old for our preload script, or if interrupted */
export async function nodeContenders(texts: BySide<string>, host: NodeHost): Promise<BySide<Contender>> {
  const found = { base: await nodeContender(texts.base, host), head: await nodeContender(texts.head, host) };
  if (found.base.name !== found.head.name) return found;
  // Two builds of one version are named by their paths.
  const named = (side: Side) => {
    const name = `${found[side].name} (${texts[side]})`;
    return { ...found[side], name, label: name };
  };
  return { base: named('base'), head: named('head') };
}

/** @throws as {@link nodeContenders} */
export async function nodeContender(text: string, host: NodeHost): Promise<Contender> {
  const execPath = await find(text, host);
  const { version, versions } = await ask(execPath, text, host.signal);
  refuseOld(version, text);
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
    throw new UsageError(
      `--node takes versions such as 22 or 22.12.0, or paths such as ./node; not "${text}"`,
    );
  }
  refuseOld(wanted, text);
  const isOurs = `${process.versions.node}.`.startsWith(`${wanted}.`);
  return isOurs ? process.execPath : installNode(wanted, host);
}

async function ask(execPath: string, text: string, signal: AbortSignal) {
  try {
    const program = 'JSON.stringify({ version: process.version, versions: process.versions })';
    const limits = { signal, timeout: ANSWER_MS };
    const { stdout } = await promisify(execFile)(execPath, ['-p', program], limits);
    return JSON.parse(stdout) as { version: string; versions: { v8: string; uv: string; node: string } };
  } catch (error) {
    throw new UsageError(`--node ${text}: ${whyNoNode(execPath, error)}`, { cause: error });
  }
}

function whyNoNode(execPath: string, error: unknown): string {
  const { code, stderr = '' } = error as NodeJS.ErrnoException & { stderr?: string };
  if (code === 'ENOENT') return `the file ${execPath} does not exist`;
  if (code === 'EACCES') return `${execPath} is not executable`;
  const said = stderr.split('\n').find((line) => line.trim() !== '');
  return `${execPath} is not a Node that runs here${said ? `: ${said}` : ''}`;
}

/**
 * Refuses versions that cannot `--require` our preload script, which is an ES module.
 * @param version may be incomplete: `22` is its newest release
 */
function refuseOld(version: string, text: string): void {
  const [major = 0, minor = Number.POSITIVE_INFINITY] = version.replace(/^v/, '').split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  const is = text.endsWith(version) ? ':' : ` is ${version}, but`;
  throw new UsageError(`--node ${text}${is} counting requests in the app needs Node 20.19, 22.12 or later`);
}

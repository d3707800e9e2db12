/** Which package a function of a profile belongs to, and where in it. Pure: works on the paths alone. */
import { fileURLToPath } from 'node:url';
import type { CallFrame } from '../../records/cpu-profile.ts';

export interface Origin {
  readonly package: string;
  /** File of the function: relative to its package, or to the app's folder; empty for native code. */
  readonly place: string;
}

export interface Roots {
  /** Working directory of the app. */
  readonly app: string;
  /** Folders and files of cluster-bench that run in a worker beside the app. */
  readonly own: readonly string[];
}

/** Names that V8 gives to time without a function. */
export const IDLE = '(idle)';
const NO_FUNCTIONS: readonly string[] = [IDLE, '(root)', '(program)', '(garbage collector)'];

/** isFunction is false for what V8 shows as a function but is not: idle time, the program, the collector. */
export function isFunction({ functionName, url }: CallFrame): boolean {
  return url !== '' || !NO_FUNCTIONS.includes(functionName);
}

export function originOf(frame: CallFrame, roots: Roots): Origin {
  const { functionName, url } = frame;
  if (!isFunction(frame)) return { package: functionName, place: '' };
  if (url === '') return { package: '(native)', place: '' };
  if (url.startsWith('node:')) return { package: 'node', place: url };
  if (url.startsWith('wasm:')) return { package: '(WebAssembly)', place: url };
  const path = pathOf(url);
  const own = roots.own.find((root) => path.startsWith(root));
  if (own !== undefined) return { package: '(cluster-bench)', place: path.slice(own.lastIndexOf('/') + 1) };
  return inModules(path) ?? { package: '(app)', place: relativeTo(roots.app, path) };
}

/**
 * inModules finds the package in the last `node_modules` of a path. pnpm keeps packages below
 * `node_modules/.pnpm/NAME@VERSION/node_modules`, and yarn in an archive, `NAME.zip/node_modules`.
 */
function inModules(path: string): Origin | null {
  const found = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(.+)$/s.exec(path);
  const [, name, place] = found ?? [];
  return name === undefined || place === undefined ? null : { package: name, place };
}

function relativeTo(folder: string, path: string): string {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** pathOf is the path of a `file:` URL. CommonJS modules have a path already, and code without a file a name. */
function pathOf(url: string): string {
  if (!url.startsWith('file:')) return url;
  const bare = url.replace(/[?#].*$/s, '');
  try {
    return fileURLToPath(bare);
  } catch {
    return bare;
  }
}

/** The project in a folder, as far as `init` looks at it: its package.json and the text of its sources. */
import { readdirSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../config/usage-error.ts';
import { readText } from '../host/read-text.ts';

/** Fields of another type than npm gives them count as missing. */
const manifestSchema = z.object({
  scripts: z.record(z.string(), z.string()).catch({}),
  dependencies: z.record(z.string(), z.string()).catch({}),
  devDependencies: z.record(z.string(), z.string()).catch({}),
  main: z.string().nullable().catch(null),
  bin: z.union([z.string(), z.record(z.string(), z.string())]).catch({}),
});

type Manifest = z.infer<typeof manifestSchema>;

export interface Project {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Text of each source by its path in the folder. */
  readonly sources: ReadonlyMap<string, string>;
  /** Whether a file is at a path in the folder. */
  has(path: string): boolean;
  /** Whether a package is among the dependencies. */
  dependsOn(name: string): boolean;
}

const SOURCE = /\.[cm]?[jt]sx?$/;
const NO_SOURCE = /\.d\.[cm]?ts$|\.(test|spec)\.[cm]?[jt]sx?$|\.config\.[cm]?[jt]s$|\.min\.js$/;
const NO_SOURCES = new Set([
  'node_modules',
  'test',
  'tests',
  '__tests__',
  'coverage',
  'public',
  'static',
  'docs',
]);

/** A search that is too long would be one in a folder that is no project. */
const MOST = { depth: 5, files: 500, bytes: 300_000 };

/** @throws {UsageError} if package.json is damaged */
export function readProject(folder: string): Project {
  const manifest = readManifest(folder);
  const sources = new Map<string, string>();
  collect(folder, '', sources, MOST.depth);
  return {
    folder,
    manifest,
    sources,
    has: (path) => statSync(resolve(folder, path), { throwIfNoEntry: false })?.isFile() === true,
    dependsOn: (name) => name in manifest.dependencies || name in manifest.devDependencies,
  };
}

function readManifest(folder: string): Manifest {
  const text = readText(join(folder, 'package.json'));
  if (text === null) return manifestSchema.parse({});
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new UsageError(`package.json cannot be read: ${(error as Error).message.split('\n')[0]}`, {
      cause: error,
    });
  }
}

/** Files come before folders, so that those at the top are never left out. */
function collect(folder: string, within: string, sources: Map<string, string>, depth: number): void {
  const entries = readdirSync(join(folder, within), { withFileTypes: true });
  for (const entry of entries) {
    const path = join(within, entry.name);
    const isSource = SOURCE.test(entry.name) || (extname(entry.name) === '' && within === 'bin');
    if (!entry.isFile() || !isSource || NO_SOURCE.test(entry.name) || sources.size >= MOST.files) continue;
    if (statSync(join(folder, path)).size > MOST.bytes) continue;
    const text = readText(join(folder, path));
    if (text !== null) sources.set(path, text);
  }
  if (depth === 0) return;
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name.startsWith('.') || NO_SOURCES.has(entry.name)) continue;
    collect(folder, join(within, entry.name), sources, depth - 1);
  }
}

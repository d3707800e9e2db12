/** Finds a program that an npm package installs, without starting it. */
import { readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { FoundProgram, NpmProgram } from '../../targets/member.ts';
import { foldersFrom } from './program-folders.ts';

/**
 * findNpmProgram looks into `node_modules/.bin` of the working directory and its parents, as npm does, and then on
 * PATH. Null if it is nowhere.
 */
export function findNpmProgram(
  { name, npmPackage }: NpmProgram,
  env: NodeJS.ProcessEnv,
  cwd = process.cwd(),
): FoundProgram | null {
  const bins = foldersFrom(cwd).map((folder) => join(folder, 'node_modules', '.bin'));
  for (const folder of [...bins, ...(env.PATH ?? '').split(delimiter).filter(Boolean)]) {
    const found = programAt(join(folder, name), npmPackage);
    if (found) return found;
  }
  return null;
}

/** The link is resolved, since a package's own modules lie beside its program. */
function programAt(path: string, npmPackage: string): FoundProgram | null {
  try {
    const command = realpathSync(path);
    return { command, version: versionAbove(command, npmPackage) };
  } catch {
    return null;
  }
}

/**
 * versionAbove returns the version of the package that a file belongs to; `unknown` if there is none.
 *
 * @param npmPackage its name, if a package may lie inside it
 */
export function versionAbove(command: string, npmPackage?: string): string {
  for (const folder of foldersFrom(dirname(command))) {
    try {
      const read: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      if (isPackage(read) && (npmPackage === undefined || read.name === npmPackage)) return read.version;
    } catch {
      // This folder has no package.json.
    }
  }
  return 'unknown';
}

function isPackage(read: unknown): read is { name: string; version: string } {
  return (
    typeof read === 'object' &&
    read !== null &&
    'name' in read &&
    'version' in read &&
    typeof read.version === 'string'
  );
}

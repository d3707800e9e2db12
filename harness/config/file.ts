/** `cluster-bench.config.json`, comments allowed -> values with their origin. */
import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { CONFIG_FILE } from './folder-names.ts';
import type { Given } from './given.ts';
import { parseJson } from './json-with-comments.ts';
import { didYouMean } from './nearest.ts';
import { isRunOptionName, runOptionNames } from './options/run.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';

/** A file cannot name another; `$schema` is for editors. */
const keys = runOptionNames.filter((name) => name !== 'config');

/**
 * Reads the file that was named, or the one in the working directory if there is one.
 * @throws {UsageError} when a named file is missing, or one is damaged or holds an unknown key.
 */
export async function readConfigFile(named: Given | undefined, cwd: string): Promise<UserConfig> {
  const path = resolve(cwd, named?.texts.at(-1) ?? CONFIG_FILE);
  const name = relative(cwd, path) || path;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !named) return null;
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new UsageError(`${named?.origin ?? CONFIG_FILE}: cannot read ${path}: ${reason}`, { cause: error });
  });
  if (text === null) return {};
  return Object.fromEntries(
    Object.entries(parseObject(text, name)).flatMap(([key, value]) => {
      if (key === '$schema') return [];
      const option = optionOf(key, name);
      return [
        [option, { texts: texts(value, key, name), origin: `"${key}" in ${name}`, folder: dirname(path) }],
      ];
    }),
  );
}

function parseObject(text: string, name: string): object {
  const content = parseJson(text, name);
  if (content === null || typeof content !== 'object' || Array.isArray(content)) {
    throw new UsageError(`${name} must hold one object, such as { "workers": [1, 8] }`);
  }
  return content;
}

/** `load-processes` and `loadProcesses` are the same key. */
function optionOf(key: string, name: string) {
  const dashed = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (isRunOptionName(dashed) && dashed !== 'config') return dashed;
  throw new UsageError(`unknown key "${key}" in ${name}${didYouMean(dashed, keys)}`);
}

function texts(value: unknown, key: string, name: string): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.every((item) => ['string', 'number', 'boolean'].includes(typeof item))) return list.map(String);
  throw new UsageError(`"${key}" in ${name} must be a text, a number or a list of them`);
}

/** Hashes that tell two states of the apps apart, beside their commit, for records. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AppSource } from '../config/run-config.ts';
import { hashChanges } from '../host/hash-changes.ts';
import type { RunHeader } from '../records/run.ts';
import type { Runtime } from './runtime.ts';

/** describeSources leaves out built-in apps, which are those of the tool's version, and servers that already run. */
export async function describeSources(
  apps: readonly AppSource[],
  { git, cwd, locate }: Pick<Runtime, 'git' | 'cwd' | 'locate'>,
): Promise<RunHeader['sources']> {
  const own = apps.filter(({ builtIn, attached }) => !builtIn && attached === null);
  const scripts: Record<string, string> = {};
  for (const { name, script, command } of own) {
    if (command !== null) continue;
    // A script that is missing fails its trials, with the reason.
    const content = await readFile(locate(script)).catch(() => null);
    if (content !== null) scripts[name] = createHash('sha256').update(content).digest('hex');
  }
  return { changes: own.length > 0 && git?.dirty ? await hashChanges(cwd) : null, scripts };
}

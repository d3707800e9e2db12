/** `--proxy`: members of the list, and the user's own configurations of nginx and haproxy. */
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import type { HostAbilities } from '../../targets/member.ts';
import { proxies, type ReverseProxy } from '../../targets/proxies/index.ts';
import { ownProxy } from '../../targets/proxies/own/own-proxy.ts';
import { missingPlaceholder, PLACEHOLDERS } from '../../targets/proxies/own/template.ts';
import { TargetError } from '../../targets/topology.ts';
import { freePorts } from '../processes/free-ports.ts';
import { makeScratchFolder } from '../processes/scratch-folder.ts';
import type { ResolvedRun } from './resolved-run.ts';
import { UsageError } from './usage-error.ts';

interface Given {
  /** Folder that paths are relative to. */
  readonly folder: string;
  readonly origin: string;
}

/** @param asked names of the list, and paths. @throws {UsageError} at a file that cannot configure a proxy */
export async function resolveProxies(asked: readonly string[], given: Given): Promise<ReverseProxy[]> {
  const resolved: ReverseProxy[] = [];
  for (const text of asked) {
    const listed = proxies.find(({ name }) => name === text);
    const proxy = listed ?? (await readOwn(text, given));
    const isTaken = [...proxies, ...resolved].some(({ name }) => name === proxy.name);
    if (!listed && isTaken) {
      throw new UsageError(
        `${given.origin} ${text}: there is a proxy ${proxy.name} already; rename the file`,
      );
    }
    resolved.push(proxy);
  }
  return resolved;
}

async function readOwn(asked: string, { folder, origin }: Given): Promise<ReverseProxy> {
  const path = resolve(folder, asked);
  const what = `${origin} ${asked}`;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'the file does not exist' : error.message;
    throw new UsageError(`${what}: ${reason}`, { cause: error });
  });
  const absent = missingPlaceholder(text);
  if (absent !== null) {
    throw new UsageError(
      `${what} lacks ${absent}; write ${PLACEHOLDERS.join(' and ')} where the address and the servers belong`,
    );
  }
  const name = basename(path, extname(path));
  if (!/^[\w.-]+$/.test(name)) {
    throw new UsageError(
      `${what}: ids of variants contain the file's name; rename it to letters, digits and -`,
    );
  }
  return ownProxy(name, text, { path, sha256: createHash('sha256').update(text).digest('hex') });
}

/** @throws {UsageError} with the proxy's own words if it refuses a configuration */
export async function checkOwnProxies(
  { config }: Pick<ResolvedRun, 'config'>,
  { programs }: HostAbilities,
  origin: string,
): Promise<void> {
  for (const { check, program, configuration } of config.proxies) {
    const found = program && programs[program.name];
    if (!check || !found || !configuration) continue;
    const folder = makeScratchFolder();
    const [port = 0] = await freePorts(1, config.listen);
    try {
      await check({ program: found, folder, host: config.listen, port });
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      // The program names its own copy of the file, line for line.
      const copy = new RegExp(`${folder.replace(/\W/g, '\\$&')}/[^\\s:\\]]+`, 'g');
      const words = error.lastLines.map((line) => line.replaceAll(copy, configuration.path)).join('; ');
      throw new UsageError(`${origin} ${configuration.path}: ${error.message}: ${words}`, { cause: error });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

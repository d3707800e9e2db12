import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describeExit } from '../../describe-exit.ts';
import { missing, type Program } from '../../member.ts';
import { runningTarget } from '../../running-target.ts';
import { type ChildHandle, type RunningTarget, TargetError } from '../../topology.ts';
import type { ProxyContext, ReverseProxy } from '../proxy.ts';
import { nginxConfiguration } from './configuration.ts';

/** How long nginx may take to listen. It does so before it forks its workers. */
const START_TIMEOUT_MS = 5_000;
const ASK_PERIOD_MS = 20;

/** The unprivileged user of every Unix. */
const NOBODY = { uid: 65_534, gid: 65_534 };

const NGINX: Program = { name: 'nginx', versionArgs: ['-v'], version: /nginx\/(\S+)/ };

export const nginx: ReverseProxy = {
  name: 'nginx',
  summary: 'nginx in front, with keep-alive connections to the app',
  program: NGINX,
  obstacle: (host, { https }) => {
    if (https) return 'nginx is supported only in front of plain HTTP, not with --https';
    return missing(NGINX, host) ?? tooOld(host.programs[NGINX.name]?.version ?? '');
  },
  start: startNginx,
};

/** The option `-e` exists since 1.19.5. */
function tooOld(version: string): string | null {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const isRecent = major > 1 || (major === 1 && (minor > 19 || (minor === 19 && patch >= 5)));
  return isRecent
    ? null
    : `nginx ${version} is too old: version 1.19.5 or later can log to stderr from its start`;
}

/**
 * Starts our own nginx in the foreground, with its own folder and configuration, without the system's, and never as
 * root.
 *
 * @throws {TargetError} with nginx's message when it refuses the configuration or does not listen
 */
export async function startNginx(context: ProxyContext): Promise<RunningTarget> {
  const identity = process.getuid?.() === 0 ? NOBODY : {};
  const identityPath = `/cluster-bench-${randomUUID()}`;
  const prefix = makePrefix({ ...context, identityPath }, identity);
  const args = ['-p', prefix, '-c', join(prefix, 'nginx.conf'), '-e', 'stderr'];
  await checkConfiguration(context.program.command, args, identity);
  const child = context.spawn({
    name: 'nginx',
    command: context.program.command,
    args: [...args, '-g', 'daemon off;'],
    ...identity,
  });

  const reason = await untilListening(child, context.port, identityPath);
  if (reason === null) return runningTarget([child], [{ host: '127.0.0.1', port: context.port }]);
  throw new TargetError({ reason, lastLines: child.lastLines() });
}

/** Settles with null when our nginx responds, or with the reason why it will not. */
async function untilListening(
  nginx: ChildHandle,
  port: number,
  identityPath: string,
): Promise<string | null> {
  const timeout = AbortSignal.timeout(START_TIMEOUT_MS);
  const settled = new AbortController();
  const ended = nginx.exited.then((exit) => `nginx ended before it listened (${describeExit(exit)})`);
  const answering = untilIdentified(port, identityPath, AbortSignal.any([timeout, settled.signal])).then(
    () => (timeout.aborted ? `nginx did not listen within ${START_TIMEOUT_MS / 1000} s` : null),
  );
  const outcome = await Promise.race([ended, answering]);
  settled.abort();
  return outcome;
}

/** A connection is not enough: if the port was taken, another program accepts it while nginx is still trying. */
async function untilIdentified(port: number, identityPath: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await isIdentified(port, identityPath, signal))) {
    await sleep(ASK_PERIOD_MS, undefined, { signal }).catch(() => {});
  }
}

function isIdentified(port: number, path: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path, agent: false, signal }, (response) => {
      response.resume();
      resolve(response.statusCode === 204);
    }).on('error', () => resolve(false));
  });
}

function makePrefix(
  context: ProxyContext & { readonly identityPath: string },
  { uid, gid }: Partial<typeof NOBODY>,
): string {
  const prefix = mkdtempSync(join(context.folder, 'nginx-'));
  const temp = join(prefix, 'temp');
  mkdirSync(temp);
  writeFileSync(join(prefix, 'nginx.conf'), nginxConfiguration(context));
  if (uid !== undefined && gid !== undefined) for (const path of [prefix, temp]) chownSync(path, uid, gid);
  return prefix;
}

async function checkConfiguration(command: string, args: readonly string[], identity: object): Promise<void> {
  try {
    await promisify(execFile)(command, [...args, '-t'], { ...identity, timeout: START_TIMEOUT_MS });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const lastLines = (stderr || message).trim().split('\n').slice(-10);
    throw new TargetError({ reason: 'nginx refused its configuration', lastLines }, { cause: error });
  }
}

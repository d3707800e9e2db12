/** The logs of numbered requests on their way from an agent to the coordinator, through Redis. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Redis } from 'ioredis';
import { logFile } from '../numbered/log-file.ts';
import { PREFIX } from './redis-link.ts';

/** Where a log's bytes stand, and what they must be. */
export interface CarriedLog {
  readonly key: string;
  readonly sha256: string;
}

/** Long enough to fetch it, and not for ever if nobody does. */
const KEPT_SECONDS = 300;

/** leaveLog leaves the log of a load process in Redis. @param process index among all of the load's processes */
export async function leaveLog(
  process: number,
  { link, session, scratch }: { readonly link: Redis; readonly session: string; readonly scratch: string },
): Promise<CarriedLog> {
  const bytes = readFileSync(logFile(scratch, process));
  const sha256 = sha256Of(bytes);
  const key = `${PREFIX}:log:${session}:${sha256}`;
  await link.set(key, bytes, 'EX', KEPT_SECONDS);
  return { key, sha256 };
}

/** fetchLog writes the log where a load process of this host would have. @throws {Error} if it is not whole */
export async function fetchLog(
  { key, sha256 }: CarriedLog,
  { link, folder, process }: { readonly link: Redis; readonly folder: string; readonly process: number },
): Promise<void> {
  const bytes = await link.getBuffer(key);
  if (bytes === null || sha256Of(bytes) !== sha256)
    throw new Error('the log of its requests was lost in Redis');
  writeFileSync(logFile(folder, process), bytes);
  await link.unlink(key);
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

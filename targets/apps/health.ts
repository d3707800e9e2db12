/** `GET /health` of the built-in apps: a worker is healthy if all that it holds responds. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from './reply.ts';

/** A part that does not respond within this time has failed: a client without connection may wait for ever. */
const LONGEST_MS = 2_000;

/** Part is something outside the process that the worker depends on, such as a pool of connections. */
interface Part {
  readonly name: string;
  /** Rejects if it does not respond. */
  readonly ask: () => Promise<unknown>;
}

/** The parts that this process holds. */
const parts = new Set<Part>();

/** addPart lets `/health` ask one more part. Returns a function that takes it away. */
export function addPart(part: Part): () => void {
  parts.add(part);
  return () => parts.delete(part);
}

/** health asks every part at the same time: 200 if all respond, or else 503 with the error of each that failed. */
export async function health(): Promise<Reply> {
  const worker = { pid: process.pid, worker: process.env.NODE_APP_INSTANCE ?? null };
  const faults = await Promise.all([...parts].map(async (part) => [part.name, await faultOf(part)] as const));
  const failed = faults.filter(([, fault]) => fault !== null);
  if (failed.length === 0) return { status: 200, body: { status: 'ok', ...worker } };
  return { status: 503, body: { status: 'failed', failed: Object.fromEntries(failed), ...worker } };
}

async function faultOf({ ask }: Part): Promise<string | null> {
  const over = new AbortController();
  const late = sleep(LONGEST_MS, `no response within ${LONGEST_MS / 1_000} s`, { signal: over.signal });
  try {
    return await Promise.race([ask().then(() => null), late]);
  } catch (error) {
    return (error as Error).message || 'failed';
  } finally {
    late.catch(() => {});
    over.abort();
  }
}

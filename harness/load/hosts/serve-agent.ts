/** An agent waits for shares of loads, and serves one at a time. */
import type { Job } from 'bullmq';
import type { AgentContext } from './agent-context.ts';
import { within } from './in-time.ts';
import { PREFIX, QUEUE, type RedisAddress, redisOptions } from './redis-link.ts';
import { serveShare } from './serve-share.ts';
import type { ShareJob } from './share-job.ts';
import { verified } from './signature.ts';

/** A lost agent must be noticed soon, although the coordinator notices its silence sooner. */
const LOCK_MS = 5_000;
/** Longer than load processes take to end. */
const END_MS = 3_000;

/** AgentEvent is reported to whoever watches an agent. */
export type AgentEvent =
  | { readonly type: 'waiting' }
  | { readonly type: 'taken'; readonly session: string }
  | { readonly type: 'ended'; readonly session: string; readonly early: string | null }
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'offline'; readonly reason: string };

interface AgentOptions extends AgentContext {
  readonly redis: RedisAddress;
  readonly watch: (event: AgentEvent) => void;
  /** Ends the agent after so long without a share; null: never. */
  readonly idleExitMs: number | null;
}

/** serveAgent settles when the signal is aborted, or the agent was idle for too long. */
export async function serveAgent(options: AgentOptions): Promise<void> {
  const { redis, name, secret, signal, watch, idleExitMs } = options;
  const { Worker } = await import('bullmq');
  let idle: NodeJS.Timeout | undefined;
  let onIdle: () => void = () => {};
  const over = new Promise<void>((resolve) => {
    onIdle = resolve;
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  const wait = () => {
    watch({ type: 'waiting' });
    if (idleExitMs !== null) idle = setTimeout(onIdle, idleExitMs);
  };
  const serve = async ({ id = '', data }: Job): Promise<void> => {
    clearTimeout(idle);
    try {
      const job = verified(secret, `job ${id}`, data) as ShareJob;
      watch({ type: 'taken', session: job.session });
      const early = await serveShare(job, options);
      watch({ type: 'ended', session: job.session, early });
    } catch (error) {
      const { message } = error as Error;
      watch({ type: 'refused', reason: message });
      throw new Error(
        message.startsWith(`agent ${name} `) ? message : `agent ${name} refused its share: ${message}`,
      );
    } finally {
      wait();
    }
  };
  let onSettled: () => void = () => {};
  const worker = new Worker(QUEUE, serve, {
    connection: redisOptions(redis),
    prefix: PREFIX,
    name,
    concurrency: 1,
    // A share that an agent lost must not run again later: the trial has failed by then.
    maxStalledCount: 0,
    lockDuration: LOCK_MS,
    stalledInterval: LOCK_MS,
  });
  let settled = Promise.resolve();
  worker.on('active', () => {
    settled = new Promise((resolve) => {
      onSettled = resolve;
    });
  });
  worker.on('completed', () => onSettled());
  worker.on('failed', () => onSettled());
  worker.on('error', ({ message }) => watch({ type: 'offline', reason: message }));
  await Promise.race([worker.waitUntilReady(), over]);
  wait();
  await over;
  clearTimeout(idle);
  // The coordinator learns from a share that has begun that it has ended. Redis may be gone.
  await within(settled, END_MS, () => {});
  await worker.close(true);
}

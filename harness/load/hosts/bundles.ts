/**
 * Bundles of scenario modules on their way to agents: each stands in Redis once for a load. Messages, which are signed,
 * carry the digest of all of its text; the hash of a scenario leaves the source map out.
 */
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { ToLoadProcess } from '../load-messages.ts';
import { PREFIX } from './redis-link.ts';

/** Longer than any trial, for bundles of a coordinator that was killed. */
const KEPT_SECONDS = 6 * 3_600;

type Begin = Extract<ToLoadProcess, { type: 'begin' }>;

/** Each load has its own: no run removes what another one still needs. */
const keyOf = (session: string, digest: string) => `${PREFIX}:bundle:${session}:${digest}`;

/** LeftBundles are those that the coordinator has left in Redis for one load. */
export class LeftBundles {
  readonly #link: Redis;
  readonly #session: string;
  readonly #left = new Map<string, Promise<unknown>>();

  constructor(link: Redis, session: string) {
    this.#link = link;
    this.#session = session;
  }

  /** Leaves a message's bundle in Redis, and returns the message with its digest instead. */
  async take(message: Begin): Promise<Begin> {
    const { scenario } = message.job.user;
    if ('builtIn' in scenario) return message;
    const digest = digestOf(scenario.bundle);
    const key = keyOf(this.#session, digest);
    const left = this.#left.get(key) ?? this.#link.set(key, scenario.bundle, 'EX', KEPT_SECONDS);
    this.#left.set(key, left);
    await left;
    return withText(message, digest);
  }

  async remove(): Promise<void> {
    const keys = [...this.#left.keys()];
    if (keys.length > 0) await this.#link.unlink(keys);
  }
}

/** withBundle puts it back. @throws {Error} if Redis has lost it, or holds something else in its place */
export async function withBundle(
  message: Begin,
  { link, session }: { readonly link: Redis; readonly session: string },
): Promise<Begin> {
  const { scenario } = message.job.user;
  if ('builtIn' in scenario) return message;
  const digest = scenario.bundle;
  const text = await link.get(keyOf(session, digest));
  if (text === null)
    throw new Error('Redis has lost the bundle of the scenario: it needs maxmemory-policy noeviction');
  if (digestOf(text) !== digest) throw new Error('the bundle of the scenario is not the one that was sent');
  return withText(message, text);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function withText(message: Begin, bundle: string): Begin {
  const { job } = message;
  const scenario = { ...job.user.scenario, bundle } as typeof job.user.scenario;
  return { ...message, job: { ...job, user: { ...job.user, scenario } } };
}

/** Bundles of scenario modules on their way to agents: they stand in Redis once, by their hash. */
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { ToLoadProcess } from '../load-messages.ts';
import { PREFIX } from './redis-link.ts';

/** Longer than any trial; each trial writes it again. */
const KEPT_SECONDS = 6 * 3_600;

type Begin = Extract<ToLoadProcess, { type: 'begin' }>;

const keyOf = (sha256: string) => `${PREFIX}:bundle:${sha256}`;

/** withoutBundle leaves a message's bundle in Redis. */
export async function withoutBundle(message: Begin, link: Redis): Promise<Begin> {
  const { scenario } = message.job.user;
  if ('builtIn' in scenario || scenario.bundle === '') return message;
  await link.set(keyOf(scenario.sha256), scenario.bundle, 'EX', KEPT_SECONDS);
  return withText(message, '');
}

/** withBundle puts it back. @throws {Error} if Redis has lost it, or holds something else under its hash */
export async function withBundle(message: Begin, link: Redis): Promise<Begin> {
  const { scenario } = message.job.user;
  if ('builtIn' in scenario) return message;
  const text = await link.get(keyOf(scenario.sha256));
  if (text === null)
    throw new Error('Redis has lost the bundle of the scenario: it needs maxmemory-policy noeviction');
  if (createHash('sha256').update(text).digest('hex') !== scenario.sha256) {
    throw new Error('the bundle of the scenario is not the one that was sent');
  }
  return withText(message, text);
}

function withText(message: Begin, bundle: string): Begin {
  const { job } = message;
  const scenario = { ...job.user.scenario, bundle } as typeof job.user.scenario;
  return { ...message, job: { ...job, user: { ...job.user, scenario } } };
}

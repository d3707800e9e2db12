import { redis } from './redis/redis.ts';
import type { Service } from './service.ts';

export type { Service } from './service.ts';

/** Every service. A scenario names the services that its app depends on. */
export const services: readonly Service[] = [redis];

import { pgbouncer } from './pgbouncer/pgbouncer.ts';
import { postgres } from './postgres/postgres.ts';
import { redis } from './redis/redis.ts';
import type { Service } from './service.ts';

export type { Service } from './service.ts';

/** Every service. A scenario names the services that its app depends on. */
export const services: readonly Service[] = [redis, postgres, pgbouncer];

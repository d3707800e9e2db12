import type { Service } from './service.ts';

export type { Service } from './service.ts';

/** Every service. A scenario names those that its app depends on. */
export const services: readonly Service[] = [];

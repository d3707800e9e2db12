import { nginx } from './nginx/nginx.ts';
import { none } from './none.ts';
import type { Proxy } from './proxy.ts';

export type { Proxy } from './proxy.ts';

/** Every proxy; first that there is none. */
export const proxies: readonly Proxy[] = [none, nginx];

import { nginx } from './nginx/nginx.ts';
import { none } from './none.ts';
import type { ReverseProxy } from './proxy.ts';

export type { ReverseProxy } from './proxy.ts';

/** Every proxy, `none` first. */
export const proxies: readonly ReverseProxy[] = [none, nginx];

import { haproxy } from './haproxy/haproxy.ts';
import { nginx } from './nginx/nginx.ts';
import { nginxIpHash } from './nginx/nginx-ip-hash.ts';
import { nginxTls } from './nginx/nginx-tls.ts';
import { none } from './none.ts';
import type { ReverseProxy } from './proxy.ts';

export type { ProxyWants, ReverseProxy } from './proxy.ts';

/** Every proxy, `none` first. A user's own configuration is one too, outside this list: `own/own-proxy.ts`. */
export const proxies: readonly ReverseProxy[] = [none, nginx, nginxIpHash, nginxTls, haproxy];

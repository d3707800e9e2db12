import type { ReverseProxy } from '../proxy.ts';
import { IDLE_UPSTREAM_SECONDS, type NginxFeatures } from './configuration.ts';
import { NGINX, nginxObstacle } from './program.ts';
import { startNginx } from './start-nginx.ts';
import { NGINX_CONTROLS } from './take-out.ts';

/** nginxProxy is what every nginx with a configuration of ours has in common. */
export function nginxProxy(features: NginxFeatures) {
  return {
    program: NGINX,
    obstacle: nginxObstacle,
    controls: NGINX_CONTROLS,
    features: ['serves-files'],
    behavior: {
      balancing: 'each request to the next upstream in turn, per worker of nginx',
      idleUpstream: `after ${IDLE_UPSTREAM_SECONDS} s (keepalive_timeout of the upstream)`,
      // Defaults of `proxy_next_upstream`, `max_fails` and `fail_timeout`.
      failedUpstream:
        'a GET is sent again to another upstream, a POST is not once it was sent; the failed upstream gets no requests for 10 s, unless it is the only one',
      tls: null,
    },
    start: (context) => startNginx(context, features),
  } as const satisfies Partial<ReverseProxy>;
}

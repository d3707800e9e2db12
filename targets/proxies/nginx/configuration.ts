import { hostAndPort } from '../../origin.ts';
import type { Origin } from '../../topology.ts';

export interface NginxSettings {
  readonly port: number;
  readonly upstreams: readonly Origin[];
  /** Connections from clients that nginx must be able to hold. */
  readonly connections: number;
  readonly workerProcesses: number;
  /** A path that nginx answers itself, with 204: whoever does is the nginx that we started. */
  readonly identityPath: string;
}

/** Descriptors of an nginx worker beside its connections: logs, sockets to listen on, epoll. */
const SPARE_CONNECTIONS = 64;

/** Far beyond what a run sends: a connection that nginx closes by count would show as an error of the app. */
const ENDLESS_REQUESTS = 1_000_000_000;

/**
 * An nginx.conf for a reverse proxy on 127.0.0.1, every path relative to its prefix.
 *
 * Connections to the upstream are kept alive, which takes three directives before nginx 1.29.7: `keepalive`,
 * `proxy_http_version 1.1` and an empty `Connection` header. `keepalive` and `worker_connections` count per
 * worker, and the kernel may hand one worker every client, so each has room for all, on both sides, and for as many
 * idle ones: before several servers a connection to the one is of no use for a request to the other. A quarter stays
 * free, for when less than a sixteenth is nginx closes kept connections, those of clients too.
 */
export function nginxConfiguration(settings: NginxSettings): string {
  const { port, upstreams, connections, workerProcesses, identityPath } = settings;
  return `worker_processes ${workerProcesses};
pid nginx.pid;
error_log stderr warn;

events {
  worker_connections ${4 * connections + SPARE_CONNECTIONS};
}

http {
  access_log off;
  client_body_temp_path temp/body;
  proxy_temp_path temp/proxy;
  fastcgi_temp_path temp/fastcgi;
  uwsgi_temp_path temp/uwsgi;
  scgi_temp_path temp/scgi;

  keepalive_timeout 75s;
  keepalive_requests ${ENDLESS_REQUESTS};

  upstream app {
${upstreams.map((upstream) => `    server ${hostAndPort(upstream)};`).join('\n')}
    keepalive ${connections};
    keepalive_requests ${ENDLESS_REQUESTS};
  }

  server {
    listen 127.0.0.1:${port} backlog=4096;
    location = ${identityPath} {
      return 204;
    }
    location / {
      proxy_pass http://app;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
  }
}
`;
}

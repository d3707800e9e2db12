import { hostAndPort } from '../../origin.ts';
import type { Origin } from '../../topology.ts';

export interface NginxSettings {
  readonly port: number;
  readonly upstreams: readonly Origin[];
  /** Client connections that nginx must be able to hold. */
  readonly connections: number;
  readonly workerProcesses: number;
  /** A path that nginx itself serves with 204. It identifies the nginx that we started. */
  readonly identityPath: string;
}

/** Descriptors of an nginx worker besides its connections: logs, listening sockets, epoll. */
const SPARE_CONNECTIONS = 64;

/**
 * Far more than a run sends: a connection that nginx closes after a number of requests would count as an error of the
 * app.
 */
const ENDLESS_REQUESTS = 1_000_000_000;

/**
 * nginxConfiguration returns an nginx.conf for a reverse proxy on 127.0.0.1, with all paths relative to its prefix.
 *
 * Keep-alive connections to the upstream take three directives before nginx 1.29.7: `keepalive`, `proxy_http_version
 * 1.1` and an empty `Connection` header. `keepalive` and `worker_connections` count per worker, and the kernel may
 * give one worker every client. Therefore each worker has room for all connections on both sides, and for as many
 * idle ones, since a connection to one server cannot carry a request for another. A quarter stays free: with less
 * than a sixteenth free, nginx closes kept connections, including those of clients.
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

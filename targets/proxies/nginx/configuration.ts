import { hostAndPort } from '../../origin.ts';
import type { Origin } from '../../topology.ts';
import { CERTIFICATE } from '../certificate.ts';
import type { ServedFiles } from '../proxy.ts';

/** NginxFeatures are what tells one nginx of ours from another. */
export interface NginxFeatures {
  /** How a server is chosen: a directive of `upstream`, such as `ip_hash`; null for round robin. */
  readonly balance: string | null;
  /** Serves TLS with the certificate in its folder. */
  readonly tls: boolean;
}

export interface NginxSettings extends NginxFeatures, Origin {
  readonly upstreams: readonly Origin[];
  /** Indexes of the upstreams that get no requests. */
  readonly out: ReadonlySet<number>;
  /** Client connections that nginx must be able to hold. */
  readonly connections: number;
  readonly workers: number;
  /** A path that nginx itself serves with 204. It identifies the nginx that we started, with this configuration. */
  readonly identityPath: string;
  /** Files that nginx serves itself; null for none. */
  readonly files: ServedFiles | null;
  /** Whether clients upgrade their connections to WebSockets. */
  readonly upgrades: boolean;
}

/** Descriptors of an nginx worker besides its connections: logs, listening sockets, epoll. */
const SPARE_CONNECTIONS = 64;

/**
 * Far more than a run sends: a connection that nginx closes after a number of requests would count as an error of the
 * app.
 */
const ENDLESS_REQUESTS = 1_000_000_000;

/** Seconds after which nginx closes an idle connection to the app: its default, written out. */
export const IDLE_UPSTREAM_SECONDS = 60;

/** Directories that nginx needs at http level, by their directives; all are relative to its prefix. */
export const TEMPORARY_PATHS: Readonly<Record<string, string>> = {
  client_body_temp_path: 'temp/body',
  proxy_temp_path: 'temp/proxy',
  fastcgi_temp_path: 'temp/fastcgi',
  uwsgi_temp_path: 'temp/uwsgi',
  scgi_temp_path: 'temp/scgi',
};

/**
 * nginxConfiguration returns an nginx.conf for a reverse proxy, with all paths relative to its prefix.
 *
 * Keep-alive connections to the upstream take three directives before nginx 1.29.7: `keepalive`, `proxy_http_version
 * 1.1` and an empty `Connection` header. `keepalive` and `worker_connections` count per worker, and the kernel may
 * give one worker every client. Therefore each worker has room for all connections on both sides, and for as many
 * idle ones, since a connection to one server cannot carry a request for another. A quarter stays free: with less
 * than a sixteenth free, nginx closes kept connections, including those of clients.
 */
export function nginxConfiguration(settings: NginxSettings): string {
  const { connections, workers, identityPath, tls } = settings;
  return `worker_processes ${workers};
pid nginx.pid;
error_log stderr warn;

events {
  worker_connections ${4 * connections + SPARE_CONNECTIONS};
}

http {
  access_log off;
${indented(2, directives(TEMPORARY_PATHS))}
  keepalive_timeout 75s;
  keepalive_requests ${ENDLESS_REQUESTS};

  upstream app {
${indented(4, upstreamLines(settings))}
    keepalive ${connections};
    keepalive_timeout ${IDLE_UPSTREAM_SECONDS}s;
    keepalive_requests ${ENDLESS_REQUESTS};
  }

  server {
    listen ${hostAndPort(settings)}${tls ? ' ssl' : ''} backlog=4096;
${indented(4, tls ? TLS_LINES : [])}    location = ${identityPath} {
      return 204;
    }
${indented(4, fileLines(settings))}    location / {
      proxy_pass http://app;
      proxy_http_version 1.1;
${indented(6, connectionLines(settings))}      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
  }
}
`;
}

/** serverLines are the `server` directives of an upstream. `down` keeps the hashes of the other servers. */
export function serverLines({ upstreams, out }: Pick<NginxSettings, 'upstreams' | 'out'>): string[] {
  return upstreams.map(
    (upstream, index) => `server ${hostAndPort(upstream)}${out.has(index) ? ' down' : ''};`,
  );
}

function upstreamLines(settings: NginxSettings): string[] {
  const { balance } = settings;
  return [...(balance === null ? [] : [`${balance};`]), ...serverLines(settings)];
}

/** Sessions may be resumed, as in production, by clients that ask for it. */
const TLS_LINES = [
  `ssl_certificate ${CERTIFICATE.certificate};`,
  `ssl_certificate_key ${CERTIFICATE.key};`,
  'ssl_protocols TLSv1.2 TLSv1.3;',
  'ssl_session_cache shared:sessions:1m;',
];

/** nginx closes a WebSocket on which nothing arrives for this long; its default is a minute. */
const IDLE_SOCKET_SECONDS = 3_600;

/** A connection that is upgraded needs the header that kept connections to the app must not have. */
function connectionLines({ upgrades }: NginxSettings): string[] {
  if (!upgrades) return ['proxy_set_header Connection "";'];
  return [
    'proxy_set_header Upgrade $http_upgrade;',
    'proxy_set_header Connection $http_connection;',
    `proxy_read_timeout ${IDLE_SOCKET_SECONDS}s;`,
  ];
}

function fileLines({ files }: NginxSettings): string[] {
  if (files === null) return [];
  return [
    `location ${files.path} {`,
    `  alias "${files.folder}/";`,
    '  sendfile on;',
    '  tcp_nopush on;',
    '  types { text/css css; text/html html; text/javascript js; }',
    '}',
  ];
}

/** directives returns lines of `name value;`. */
export function directives(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name} ${value};`);
}

function indented(spaces: number, lines: readonly string[]): string {
  return lines.map((line) => `${' '.repeat(spaces)}${line}\n`).join('');
}

import { hostAndPort } from '../../origin.ts';
import type { Origin } from '../../topology.ts';

export interface HaproxySettings extends Origin {
  readonly upstreams: readonly Origin[];
  /** Client connections that it must be able to hold. */
  readonly connections: number;
  /** Threads. */
  readonly workers: number;
  /** A path that haproxy itself serves with 204. It identifies the one that we started. */
  readonly identityPath: string;
}

/** Name of the backend in the configuration and in the runtime API. */
export const BACKEND = 'app';

/** The unix socket of the runtime API, in haproxy's folder. */
export const SOCKET = 'haproxy.sock';

/** Connections besides those of clients: the runtime API and the check that haproxy listens. */
const SPARE_CONNECTIONS = 64;

/**
 * haproxyConfiguration returns a configuration for a reverse proxy. Connections to the app are kept and
 * reused as haproxy does by default (`http-reuse safe`). A refused connection is tried at another server at once.
 */
export function haproxyConfiguration(settings: HaproxySettings): string {
  const { upstreams, connections, workers, identityPath } = settings;
  return `global
  maxconn ${connections + SPARE_CONNECTIONS}
  nbthread ${workers}
  stats socket unix@${SOCKET} mode 600 level admin

defaults
  mode http
  timeout connect 5s
  timeout client 75s
  timeout server 60s
  timeout http-keep-alive 75s
  retries 3
  option redispatch 1
  option forwardfor

frontend clients
  bind ${hostAndPort(settings)} backlog 4096
  http-request return status 204 if { path ${identityPath} }
  default_backend ${BACKEND}

backend ${BACKEND}
  balance roundrobin
${serverLines(upstreams)
  .map((line) => `  ${line}\n`)
  .join('')}`;
}

/** serverLines are the `server` lines of a backend. */
export function serverLines(upstreams: readonly Origin[]): string[] {
  return upstreams.map((upstream, index) => `server ${serverName(index)} ${hostAndPort(upstream)}`);
}

export function serverName(upstream: number): string {
  return `${BACKEND}-${upstream}`;
}

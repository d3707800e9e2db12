/** An nginx that responds by itself, on one core: a server that hardly any client can saturate. */
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Spawn } from '../../../targets/topology.ts';
import { detectCapabilities } from '../../host/capabilities.ts';
import { freePorts } from '../../processes/free-ports.ts';

/** @returns its URL; null if nginx is not installed */
export async function startBareNginx(spawn: Spawn, folder: string, cpu: number): Promise<string | null> {
  const { nginx } = (await detectCapabilities()).programs;
  if (!nginx) return null;
  const [port = 0] = await freePorts(1);
  const prefix = mkdtempSync(join(folder, 'bare-nginx-'));
  chmodSync(prefix, 0o777);
  mkdirSync(join(prefix, 'temp'));
  writeFileSync(join(prefix, 'nginx.conf'), configuration(port));
  const args = ['-p', prefix, '-c', join(prefix, 'nginx.conf'), '-e', 'stderr', '-g', 'daemon off;'];
  spawn({ name: 'nginx', command: 'taskset', args: ['-c', String(cpu), nginx.command, ...args] });
  while (!(await responds(port))) await sleep(20);
  return `http://127.0.0.1:${port}/`;
}

function configuration(port: number): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `worker_processes 1;
pid nginx.pid;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 1000000000;
${paths.map((path) => `  ${path}_temp_path temp/${path};`).join('\n')}
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location / { return 200 "hello"; }
    location = /login {
      add_header Set-Cookie "session=$request_id; Path=/; HttpOnly";
      return 200 "hello";
    }
  }
}
`;
}

function responds(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, agent: false }, (response) => {
      response.resume();
      resolve(true);
    }).on('error', () => resolve(false));
  });
}

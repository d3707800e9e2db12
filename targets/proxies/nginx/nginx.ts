import type { ReverseProxy } from '../proxy.ts';
import { nginxProxy } from './nginx-proxy.ts';

export const nginx: ReverseProxy = {
  ...nginxProxy({ balance: null, tls: false }),
  name: 'nginx',
  summary: 'nginx in front, with keep-alive connections to the app',
};

import type { ReverseProxy } from '../proxy.ts';
import { nginx } from './nginx.ts';
import { nginxProxy } from './nginx-proxy.ts';

const like = nginxProxy({ balance: 'ip_hash', tls: false });

export const nginxIpHash: ReverseProxy = {
  ...like,
  name: 'nginx-ip-hash',
  summary: 'nginx that keeps each client network (a.b.c.*) on one upstream',
  inDefaultPlan: false,
  picksByAddress: true,
  comparedWith: nginx.name,
  behavior: {
    ...like.behavior,
    balancing:
      'by the first three octets of the client’s address, so that clients of one network (127.0.0.*) share one upstream',
  },
};

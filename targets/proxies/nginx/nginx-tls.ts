import { missing } from '../../member.ts';
import { OPENSSL } from '../certificate.ts';
import type { ReverseProxy } from '../proxy.ts';
import { nginx } from './nginx.ts';
import { nginxProxy } from './nginx-proxy.ts';

const like = nginxProxy({ balance: null, tls: true });

export const nginxTls: ReverseProxy = {
  ...like,
  name: 'nginx-tls',
  summary: 'nginx that terminates TLS, with a certificate made on the spot',
  inDefaultPlan: false,
  helpers: [OPENSSL],
  obstacle: (host, asked) => like.obstacle(host, asked) ?? missing(OPENSSL, host),
  terminatesTls: true,
  comparedWith: nginx.name,
  behavior: {
    ...like.behavior,
    tls: 'TLS 1.3 with an ECDSA P-256 certificate; no session is reused: nginx would, but the load client makes a full handshake for every new connection',
  },
};

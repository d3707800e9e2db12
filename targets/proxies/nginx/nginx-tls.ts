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
    tls: 'TLS 1.3, an ECDSA P-256 certificate; nginx lets clients resume sessions, but the load client never does: every new connection makes a full handshake',
  },
};

import type { ReverseProxy } from './proxy.ts';

export const none: ReverseProxy = {
  name: 'none',
  summary: 'the load goes to the app itself',
  behavior: null,
  start: null,
};

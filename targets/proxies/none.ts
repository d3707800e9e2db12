import type { ReverseProxy } from './proxy.ts';

export const none: ReverseProxy = { name: 'none', summary: 'no proxy', start: null };

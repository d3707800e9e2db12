import type { Proxy } from './proxy.ts';

export const none: Proxy = { name: 'none', summary: 'the load goes to the app itself', start: null };

import { none } from './none.ts';
import type { Policy } from './policy.ts';
import { reuseport } from './reuseport.ts';
import { rr } from './rr.ts';
import { sticky } from './sticky.ts';

export type { Policy } from './policy.ts';

/** Every policy. */
export const policies: readonly Policy[] = [rr, none, reuseport, sticky];

import type { Program } from '../../member.ts';

export const POOLER: Program = {
  name: 'pgbouncer',
  versionArgs: ['--version'],
  version: /PgBouncer (\S+)/i,
};

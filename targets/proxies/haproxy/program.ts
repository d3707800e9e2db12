import { type Member, missing, type Program } from '../../member.ts';

export const HAPROXY: Program = { name: 'haproxy', versionArgs: ['-v'], version: /version (\d[\d.]*)/i };

export const haproxyObstacle: NonNullable<Member['obstacle']> = (host, { https }) =>
  https ? 'haproxy is supported only in front of plain HTTP, not with --https' : missing(HAPROXY, host);

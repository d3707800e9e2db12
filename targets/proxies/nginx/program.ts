import { type Member, missing, type Program } from '../../member.ts';

export const NGINX: Program = { name: 'nginx', versionArgs: ['-v'], version: /nginx\/(\S+)/ };

/** Why no nginx of ours can run on this host, or in front of this app; null if one can. */
export const nginxObstacle: NonNullable<Member['obstacle']> = (host, { https }) => {
  if (https) return 'nginx is supported only in front of plain HTTP, not with --https';
  return missing(NGINX, host) ?? tooOld(host.programs[NGINX.name]?.version ?? '');
};

/** The option `-e` exists since 1.19.5. */
function tooOld(version: string): string | null {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const isRecent = major > 1 || (major === 1 && (minor > 19 || (minor === 19 && patch >= 5)));
  return isRecent
    ? null
    : `nginx ${version} is too old: version 1.19.5 or later can log to stderr from its start`;
}

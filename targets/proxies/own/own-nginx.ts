import { directives, serverLines, TEMPORARY_PATHS } from '../nginx/configuration.ts';
import { makeNginxPrefix } from '../nginx/prefix.ts';
import { NGINX, nginxObstacle } from '../nginx/program.ts';
import type { OwnKind } from './kind.ts';
import { fillIn } from './template.ts';

/** Main directives without which nginx would write where only root may. */
const MAIN = { pid: 'nginx.pid' };
const HTTP = { access_log: 'off', ...TEMPORARY_PATHS };

/** A user's nginx.conf. What it does not say about files stays in our folder. */
export const ownNginx: OwnKind = {
  extension: null,
  program: NGINX,
  obstacle: nginxObstacle,
  hasThreads: false,
  prepare: (text, { program, folder, host, port, upstreams }) => {
    const filled = fillIn(text, { host, port, servers: serverLines({ upstreams, out: new Set() }) });
    const added = directives(absent(HTTP, text)).join(' ');
    return makeNginxPrefix(
      { command: program.command, parent: folder },
      // On the same line, so that nginx's messages name lines of the user's file.
      filled.replace(/^(\s*http\s*\{)/m, (opened) => `${opened} ${added}`),
      directives(absent(MAIN, text)),
    );
  },
};

/** absent returns the directives that a configuration does not have. */
function absent(values: Readonly<Record<string, string>>, text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !new RegExp(`^\\s*${name}\\s`, 'm').test(text)),
  );
}

import { serverLines } from '../haproxy/configuration.ts';
import { makeHaproxyFolder } from '../haproxy/folder.ts';
import { HAPROXY, haproxyObstacle } from '../haproxy/program.ts';
import type { OwnKind } from './kind.ts';
import { fillIn } from './template.ts';

/** A user's haproxy.cfg. */
export const ownHaproxy: OwnKind = {
  extension: '.cfg',
  program: HAPROXY,
  obstacle: haproxyObstacle,
  hasThreads: true,
  prepare: (text, { program, folder, host, port, upstreams }) =>
    makeHaproxyFolder(
      { command: program.command, parent: folder },
      fillIn(text, { host, port, servers: serverLines(upstreams) }),
    ),
};

/** The folder of a proxy: its configuration, sockets and temporary files. It never runs as root. */
import { chownSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The unprivileged user of every Unix. */
const NOBODY = { uid: 65_534, gid: 65_534 };

type Identity = Partial<typeof NOBODY>;

/** unprivileged is the user that a proxy runs as: nobody if we are root, else ourselves. */
export function unprivileged(): Identity {
  return process.getuid?.() === 0 ? NOBODY : {};
}

/**
 * makePrivateFolder makes a folder that belongs to the proxy's user.
 *
 * @param files texts by name; a name may contain folders; null makes a folder
 */
export function makePrivateFolder(
  parent: string,
  name: string,
  files: Readonly<Record<string, string | null>>,
): string {
  const folder = mkdtempSync(join(parent, `${name}-`));
  const { uid, gid } = unprivileged();
  const own = (path: string) => {
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  };
  own(folder);
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    mkdirSync(text === null ? path : dirname(path), { recursive: true });
    if (text !== null) writeFileSync(path, text, { mode: 0o600 });
    own(path);
  }
  return folder;
}

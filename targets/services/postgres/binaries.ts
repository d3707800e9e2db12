import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { EMBEDDED } from './program.ts';

/** Links of the package's libraries, which npm cannot pack. */
const LINKS = 'pg-symlinks.json';

/**
 * binariesOf returns the folder of a server's programs. Those of an npm package are copied first: another user may
 * not reach a project's folder, and their libraries need links, which npm makes only if it may run scripts.
 *
 * @param server path of the program
 * @param folder that the other user can read
 */
export function binariesOf(server: string, folder: string): string {
  const bin = dirname(server);
  if (!server.includes(`${sep}${EMBEDDED}${sep}`)) return bin;
  const [source, copy] = [dirname(bin), join(folder, 'native')];
  cpSync(source, copy, { recursive: true, verbatimSymlinks: true });
  const links: readonly { source: string; target: string }[] = JSON.parse(
    readFileSync(join(source, LINKS), 'utf8'),
  );
  for (const link of links) {
    try {
      symlinkSync(basename(link.source), join(folder, link.target));
    } catch {
      // npm made it already.
    }
  }
  return join(copy, 'bin');
}

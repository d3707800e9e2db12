/** Shell commands for root that would quiet the host. `doctor --fix` prints them, and nothing here runs one. */
import type { KernelSettings } from '../kernel-settings.ts';

export interface Fix {
  /** The effect of the commands; without any, what to do instead. */
  readonly about: string;
  /** Lines of a POSIX shell that runs as root; each lasts until the next boot. */
  readonly commands: readonly string[];
  /** Lines that bring back what is set now. */
  readonly undo: readonly string[];
}

/** byHand is a fix that no command for root can make. */
export function byHand(about: string): Fix {
  return { about, commands: [], undo: [] };
}

/** writing is a fix that writes to a file of /sys or /proc/sys, unless it is read-only here. */
export function writing(file: string, { readOnly }: KernelSettings, fix: Fix): Fix {
  const isReadOnly = readOnly.some((folder) => folder !== '/' && `${file}/`.startsWith(`${folder}/`));
  if (!isReadOnly) return fix;
  return byHand(`${file} is read-only here, as in a container: run doctor --fix on the host outside`);
}

/** setting is a fix that sets a parameter of the kernel by its name, such as `net.core.somaxconn`. */
export function setting(
  name: string,
  { to, now, about }: { readonly to: string; readonly now: string; readonly about: string },
  kernel: KernelSettings,
): Fix {
  const command = (value: string) => `sysctl -w ${name}="${value}"`;
  const fix = writing(`/proc/sys/${name.replaceAll('.', '/')}`, kernel, {
    about,
    commands: [command(to)],
    undo: [command(now)],
  });
  if (fix.commands.length > 0) return fix;
  return byHand(`${name} is read-only here: start the container with --sysctl ${name}="${to}"`);
}

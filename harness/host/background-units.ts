/** Units of systemd that start work of their own at any minute. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Timers of package managers and file indexes, a service that moves interrupts between cores, and a second nginx. */
const UNITS = [
  ...['apt-daily', 'apt-daily-upgrade', 'dnf-makecache', 'dnf-automatic', 'fwupd-refresh', 'motd-news'],
  ...['man-db', 'mlocate-updatedb', 'plocate-updatedb', 'e2scrub_all', 'fstrim', 'logrotate'],
  ...['update-notifier-download', 'sysstat-collect'],
].map((name) => `${name}.timer`);
const SERVICES = ['unattended-upgrades.service', 'packagekit.service', 'irqbalance.service', 'nginx.service'];

const WAIT_MS = 5_000;

/** activeUnits returns which of these units are active; null on a host without systemd, such as a container. */
export async function activeUnits(env: NodeJS.ProcessEnv): Promise<string[] | null> {
  if (!existsSync('/run/systemd/system')) return null;
  const units = [...UNITS, ...SERVICES];
  return new Promise((resolve) => {
    // Exits with an error if any unit is inactive; each has its line all the same.
    execFile('systemctl', ['is-active', ...units], { env, timeout: WAIT_MS }, (_, stdout) => {
      const states = stdout.trim().split('\n');
      resolve(states.length === units.length ? units.filter((_, at) => states[at] === 'active') : null);
    });
  });
}

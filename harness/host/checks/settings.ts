/** Checks of the system's settings: swap, huge pages, the accept queue, services in the background. */
import { sum } from '../../stats/summary.ts';
import { HUGE_PAGES_FILE } from '../kernel-settings.ts';
import { byHand, type Fix, setting, writing } from './fix.ts';
import { fine, type HostCheck, type HostState, note } from './host-check.ts';

/** Node's servers ask for this backlog; the kernel allows no longer queue than its own limit. */
const NODE_BACKLOG = 511;

export function swap(state: HostState): HostCheck {
  const code = 'swap';
  const { swaps } = state.kernel;
  if (swaps.length === 0) return fine(code, 'no swap is on');
  const swapBytes = sum(swaps.map(({ bytes }) => bytes));
  const swapUsedBytes = sum(swaps.map(({ usedBytes }) => usedBytes));
  const text = `swap is on, with ${gigabytes(swapUsedBytes)} of ${gigabytes(swapBytes)} GB in use: memory that was swapped out comes back slowly`;
  return note(code, text, {
    numbers: { swapBytes, swapUsedBytes },
    advice: 'turn it off, as root',
    fix: swapFix(state, swapUsedBytes),
  });
}

function swapFix({ kernel: { swaps, readOnly }, limits }: HostState, usedBytes: number): Fix {
  if (readOnly.includes('/proc/sys')) return byHand('this is a container: turn swap off on the host outside');
  if (usedBytes > limits.availableMemoryBytes / 2)
    return byHand('free some memory first: what is in use would not fit');
  // A name with a space stands escaped in the kernel's list.
  const paths = swaps.map(({ path }) => path).filter((path) => /^[\w/.@:-]+$/.test(path));
  if (paths.length < swaps.length) return byHand('run swapoff for each line of /proc/swaps');
  return {
    about: 'turns swap off, and brings what is in it back to memory',
    commands: paths.map((path) => `swapoff ${path}`),
    undo: paths.map((path) => `swapon ${path}`),
  };
}

export function hugePages({ kernel }: HostState): HostCheck {
  const code = 'huge-pages';
  const { hugePages: use } = kernel;
  if (use === null) return note(code, 'the use of huge pages is unknown');
  if (use !== 'always') return fine(code, `huge pages are set to ${use}`);
  const text =
    'any memory may become huge pages (always): the kernel moves memory together, which pauses processes';
  const write = (value: string) => `echo ${value} > ${HUGE_PAGES_FILE}`;
  const fix = writing(HUGE_PAGES_FILE, kernel, {
    about: 'leaves huge pages to programs that ask for them',
    commands: [write('madvise')],
    undo: [write('always')],
  });
  return note(code, text, { advice: 'set it to madvise, as root', fix });
}

export function acceptQueue({ kernel }: HostState): HostCheck {
  const code = 'accept-queue';
  const { acceptQueue: longestQueue } = kernel;
  if (longestQueue === null) return note(code, 'the longest queue of new connections is unknown');
  const numbers = { longestQueue };
  if (longestQueue >= NODE_BACKLOG)
    return fine(code, `${longestQueue} connections may wait to be accepted`, numbers);
  const text = `${longestQueue} connections may wait to be accepted, and Node asks for ${NODE_BACKLOG}: others try again a second later`;
  const about = 'lets more connections wait to be accepted';
  const fix = setting('net.core.somaxconn', { to: '4096', now: String(longestQueue), about }, kernel);
  return note(code, text, { numbers, advice: 'sysctl -w net.core.somaxconn=4096, as root', fix });
}

export function backgroundServices({ backgroundUnits: units }: HostState): HostCheck {
  const code = 'background-services';
  if (units === null) return note(code, 'services in the background are unknown (no systemd here)');
  if (units.length === 0) return fine(code, 'no service that is known to start work of its own is active');
  const fix = {
    about: 'stops them until the next boot',
    commands: [`systemctl stop ${units.join(' ')}`],
    undo: [`systemctl start ${units.join(' ')}`],
  };
  const text = `${units.join(', ')} ${units.length === 1 ? 'is' : 'are'} active, and may take CPU time during a run`;
  return note(code, text, { numbers: { activeUnits: units.length }, advice: 'stop them, as root', fix });
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}

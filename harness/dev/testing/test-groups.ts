/** The groups of tests: which files belong to each, and which share a process. */

export interface Group {
  /** @param file below `dist` */
  readonly has: (file: string) => boolean;
  /** Processes that run side by side. */
  readonly atOnce: number;
  /** Files that need a process of their own. */
  readonly isAlone: (file: string) => boolean;
  /** Number of other files that one process runs, one after the other. */
  readonly together: number;
}

/** Folders of pure functions: their tests start no process and wait for nothing. */
const PURE = [
  'reports/',
  ...['stats', 'judge', 'config', 'compare', 'history', 'terminal'].map((name) => `harness/${name}/`),
];
/** Tests that start the whole program take far longer than the start of a Node. */
const PROGRAM = 'harness/dev/program/';
/** Tests of what an app reports of its whole process, with the pools and requests of other tests in it. */
const OF_PROCESS = ['targets/apps/health.test.js', 'targets/apps/metrics/metrics.test.js'];
/** More would leave a core idle at the end, while the last process runs its files. */
const FEW = 6;

const isSlow = (file: string) => file.endsWith('.slow.test.js');
const isQuiet = (file: string) => file.endsWith('.quiet.test.js');
const isFast = (file: string) => !isSlow(file) && !isQuiet(file);
const isPure = (file: string) =>
  PURE.some((folder) => file.startsWith(folder)) && !file.endsWith('.browser.test.js');

export const groups: Readonly<Record<string, Group>> = {
  pure: {
    has: (file) => isFast(file) && isPure(file),
    isAlone: () => false,
    together: Number.POSITIVE_INFINITY,
    atOnce: 1,
  },
  real: {
    has: (file) => isFast(file) && !isPure(file),
    isAlone: (file) => file.startsWith(PROGRAM) || OF_PROCESS.includes(file),
    together: FEW,
    atOnce: 4,
  },
  slow: { has: isSlow, isAlone: () => true, together: 1, atOnce: 4 },
  quiet: { has: isQuiet, isAlone: () => true, together: 1, atOnce: 1 },
};

/** processesOf returns the files of each process; those with a process of their own are first. */
export function processesOf({ has, isAlone, together }: Group, all: readonly string[]): string[][] {
  const files = all.filter(has);
  const [alone, others] = [files.filter(isAlone), files.filter((file) => !isAlone(file))];
  return [...alone.map((file) => [file]), ...inParts(others, Math.min(together, others.length))];
}

function inParts(files: readonly string[], size: number): string[][] {
  const count = files.length === 0 ? 0 : Math.ceil(files.length / size);
  return Array.from({ length: count }, (_, part) => files.slice(part * size, (part + 1) * size));
}

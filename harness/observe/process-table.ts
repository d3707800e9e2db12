/** CPU time and memory of whole process groups, from the host's process table. */
import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { promisify } from 'node:util';

export interface ProcessEntry {
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  /** User and system time of all threads. Linux counts it in ticks of 10 ms. */
  readonly cpuSeconds: number;
  /** CPU seconds of its ended children and their descendants; 0 if the host does not report it. */
  readonly endedChildrenCpuSeconds: number;
  readonly rssBytes: number;
}

const TICKS_PER_SECOND = 100;

/** Usually 4 KiB; 16 or 64 KiB on some ARM kernels. */
let pageBytes: number | undefined;

/** readProcessTable returns every process of the host that we may see. */
export function readProcessTable(): Promise<ProcessEntry[]> {
  return platform() === 'linux' ? readProc() : readPs();
}

/** readProcesses returns those of these processes that still run. */
export async function readProcesses(pids: readonly number[]): Promise<ProcessEntry[]> {
  if (platform() === 'linux') return pids.flatMap((pid) => readProcessStat(String(pid)));
  return (await readPs()).filter(({ pid }) => pids.includes(pid));
}

/** childrenOf returns the processes that a process has started, as long as they run. */
export async function childrenOf(pid: number): Promise<number[]> {
  return (await readProcessTable()).filter(({ ppid }) => ppid === pid).map((entry) => entry.pid);
}

async function readProc(): Promise<ProcessEntry[]> {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcessStat);
}

/** readProcessStat is empty if the process has ended meanwhile. */
function readProcessStat(pid: string): ProcessEntry[] {
  pageBytes ??= Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' }));
  try {
    return [parseProcPidStat(readFileSync(`/proc/${pid}/stat`, 'utf8'), pageBytes)];
  } catch {
    return [];
  }
}

/** Parses one line of /proc/PID/stat (proc(5)). The name in parentheses may contain spaces and parentheses. */
export function parseProcPidStat(text: string, pageSize: number): ProcessEntry {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return {
    pid: Number.parseInt(text, 10),
    ppid: field(4),
    pgid: field(5),
    cpuSeconds: (field(14) + field(15)) / TICKS_PER_SECOND,
    endedChildrenCpuSeconds: (field(16) + field(17)) / TICKS_PER_SECOND,
    rssBytes: field(24) * pageSize,
  };
}

async function readPs(): Promise<ProcessEntry[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,pgid=,time=,rss=']);
  return stdout.trim().split('\n').map(parsePsLine);
}

/** Parses `PID PPID PGID [[DD-]HH:]MM:SS[.CC] RSS(KiB)`. */
export function parsePsLine(line: string): ProcessEntry {
  const [pid, ppid, pgid, time = '', rss] = line.trim().split(/\s+/);
  const [clock = '', days = '0'] = time.split('-').reverse();
  const cpuSeconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return {
    pid: Number(pid),
    ppid: Number(ppid),
    pgid: Number(pgid),
    cpuSeconds: Number(days) * 86_400 + cpuSeconds,
    endedChildrenCpuSeconds: 0,
    rssBytes: Number(rss) * 1_024,
  };
}

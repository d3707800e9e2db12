/**
 * The program that outlives the harness by a moment: when the harness is gone, however it went, it kills every
 * process group that the harness had started and not yet seen end, and removes its scratch folders.
 *
 * Lines on standard input: `+PGID` for a group that was started, `-PGID` for one that ended, and the path of a
 * folder. The end of the input is the harness's death, for the kernel closes a dead process's pipes.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { killGroup } from './kill-group.ts';

const groups = new Set<number>();
const folders = new Set<string>();

// Ctrl-C reaches the terminal's whole foreground group; the guard must not leave before the harness does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line.startsWith('+')) groups.add(Number(line.slice(1)));
    else if (line.startsWith('-')) groups.delete(Number(line.slice(1)));
    else folders.add(line);
  })
  .on('close', () => {
    for (const pgid of groups) killGroup(pgid, 'SIGKILL');
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    process.exit();
  });

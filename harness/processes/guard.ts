/**
 * The program that outlives the harness by a moment: when the harness is gone, however it went, it kills
 * every process group that the harness had started and not yet seen end.
 *
 * Lines on standard input: `+PGID` for a group that was started, `-PGID` for one that ended. The end of the
 * input is the harness's death, for the kernel closes a dead process's pipes.
 */
import { createInterface } from 'node:readline';
import { killGroup } from './kill-group.ts';

const groups = new Set<number>();

// Ctrl-C reaches the terminal's whole foreground group; the guard must not leave before the harness does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const pgid = Number(line.slice(1));
    if (line.startsWith('+')) groups.add(pgid);
    else groups.delete(pgid);
  })
  .on('close', () => {
    for (const pgid of groups) killGroup(pgid, 'SIGKILL');
    process.exit();
  });

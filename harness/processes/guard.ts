/**
 * The program that outlives the harness by a moment: when the harness is gone, however it went, it kills every
 * process that the harness had started and not yet seen end, and removes its scratch folders.
 *
 * Lines on standard input: `+PGID` for a group that was started, `-PGID` for one that ended, `=MARK` for the mark
 * of the harness, `/PATH` for a scratch folder. The end of the input is the harness's death, for the kernel closes
 * a dead process's pipes.
 */
import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { killGroup } from './kill-group.ts';
import { killMarked } from './mark.ts';
import { SCRATCH_PREFIX } from './scratch-prefix.ts';

const groups = new Set<number>();
const marks = new Set<string>();
const folders = new Set<string>();

// Ctrl-C reaches the terminal's whole foreground group; the guard must not leave before the harness does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

let unread = '';
process.stdin.setEncoding('utf8').on('data', (chunk: string) => {
  const lines = (unread + chunk).split('\n');
  // A line that was cut short may name another's group, or the folder above.
  unread = lines.pop() ?? '';
  for (const line of lines) note(line);
});
process.stdin.on('end', () => {
  for (const pgid of groups) killGroup(pgid, 'SIGKILL');
  for (const mark of marks) killMarked(mark);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.exit();
});

function note(line: string): void {
  const rest = line.slice(1);
  if (line.startsWith('+') && Number(rest) > 1) groups.add(Number(rest));
  else if (line.startsWith('-')) groups.delete(Number(rest));
  else if (line.startsWith('=')) marks.add(rest);
  else if (line.startsWith('/') && basename(line).startsWith(SCRATCH_PREFIX)) folders.add(line);
}

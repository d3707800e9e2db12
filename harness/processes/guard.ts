/**
 * The guard is a program that outlives the harness by a moment. When the harness has ended, in whatever way, the
 * guard kills every process that the harness started and has not seen end, and removes its scratch folders.
 *
 * It reads lines from standard input: `+PGID` for a group that was started, `-PGID` for one that ended, `=MARK` for
 * the mark of the harness, `/PATH` for a scratch folder, `@PATH` and `!PATH` for a control group that was made and
 * one that was removed, `#NUMBER` for a limit mark if no control group could be made. The input ends when the harness
 * dies, because the kernel closes a dead process's pipes.
 */
import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { startTicksOf } from './alive.ts';
import { emptyControlGroup } from './empty-group.ts';
import { killGroup } from './kill-group.ts';
import { killLeftovers, sessionsBelow } from './leftovers.ts';
import { killMarked } from './mark.ts';
import { SCRATCH_PREFIX } from './scratch-prefix.ts';

const groups = new Set<number>();
const marks = new Set<string>();
const folders = new Set<string>();
const controlGroups = new Set<string>();
const limitMarks = new Set<number>();
/** The guard starts before the first child. */
const sinceTicks = startTicksOf(process.pid) ?? Number.POSITIVE_INFINITY;

// Ctrl-C reaches the terminal's whole foreground group; the guard must not end before the harness does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

let unread = '';
process.stdin.setEncoding('utf8').on('data', (chunk: string) => {
  const lines = (unread + chunk).split('\n');
  // Ignore an incomplete line: it may name another's group, or the parent folder.
  unread = lines.pop() ?? '';
  for (const line of lines) note(line);
});
process.stdin.on('end', async () => {
  // Find the sessions while the parents still run.
  const sessions = limitMarks.size > 0 ? sessionsBelow([...groups]) : new Set<number>();
  for (const pgid of groups) killGroup(pgid, 'SIGKILL');
  await Promise.all([...controlGroups].map((folder) => emptyControlGroup(folder)));
  for (const mark of marks) killMarked(mark);
  if (limitMarks.size > 0)
    await killLeftovers({ sinceTicks, limitMarks, sessions, folders: [...folders], spared: [] });
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.exit();
});

function note(line: string): void {
  const rest = line.slice(1);
  if (line.startsWith('+') && Number(rest) > 1) groups.add(Number(rest));
  else if (line.startsWith('-')) groups.delete(Number(rest));
  else if (line.startsWith('=')) marks.add(rest);
  else if (line.startsWith('@')) controlGroups.add(rest);
  else if (line.startsWith('!')) controlGroups.delete(rest);
  else if (line.startsWith('#')) limitMarks.add(Number(rest));
  else if (line.startsWith('/') && basename(line).startsWith(SCRATCH_PREFIX)) folders.add(line);
}

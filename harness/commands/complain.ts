import { columnsOf, wrap } from '../../reports/render/terminal.ts';

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Writes an error or a warning under the program's name. Lines that begin with a space quote others, and stay as they are. */
export function complain(stderr: Stream, text: string): void {
  const columns = columnsOf(stderr);
  const lines = `cluster-bench: ${text}`
    .split('\n')
    .flatMap((line) => (line.startsWith(' ') ? [line] : wrap(line, columns, '  ')));
  stderr.write(`${lines.join('\n')}\n`);
}

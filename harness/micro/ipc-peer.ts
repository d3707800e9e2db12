/** The program at the other end of the IPC channel. */
import { cpuTimeMs } from './measure.ts';

export type ToIpcPeer =
  | { readonly type: 'note'; readonly id: number }
  | { readonly type: 'echo'; readonly id: number }
  | { readonly type: 'sum' };

/** IpcNotes is the reply to `sum`: counts of this process since its start. */
export interface IpcNotes {
  readonly count: number;
  readonly cpuMs: number;
}

let count = 0;

process.on('message', (message: ToIpcPeer) => {
  if (message.type === 'note') count++;
  else if (message.type === 'echo') process.send?.(message);
  else process.send?.({ count, cpuMs: cpuTimeMs() } satisfies IpcNotes);
});

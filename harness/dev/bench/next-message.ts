import type { ChildHandle } from '../../../targets/topology.ts';

/** What a child says next on its IPC channel; never settles where it says nothing. */
export function nextMessage<Message>(child: Pick<ChildHandle, 'onMessage'>): Promise<Message> {
  return new Promise((resolve) => {
    const stop = child.onMessage((message) => {
      stop();
      resolve(message as Message);
    });
  });
}

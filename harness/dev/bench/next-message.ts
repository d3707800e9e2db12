import type { ChildHandle } from '../../../targets/topology.ts';

/** nextMessage is the next message of a child on its IPC channel; it never settles if there is none. */
export function nextMessage<Message>(child: Pick<ChildHandle, 'onMessage'>): Promise<Message> {
  return new Promise((resolve) => {
    const stop = child.onMessage((message) => {
      stop();
      resolve(message as Message);
    });
  });
}

export const MEMORY_IN_USE = 'cluster-bench:memory-in-use';

/** Sent by a worker to a primary that limits its memory. */
export interface MemoryInUse {
  readonly type: typeof MEMORY_IN_USE;
  readonly rssBytes: number;
}

export function isMemoryInUse(message: unknown): message is MemoryInUse {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === MEMORY_IN_USE
  );
}

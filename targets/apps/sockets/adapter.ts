/** Adapter carries the messages of a room to the workers that hold its connections. */
export interface Adapter {
  /** Sends a message to every connection of the room. */
  publish(room: string, text: string): void;
  /** Ends its connections, which would keep the process from ending. */
  close(): void;
}

/** Deliver hands a message to the room's connections of this process. */
export type Deliver = (room: string, text: string) => void;

type Open = (deliver: Deliver, env: NodeJS.ProcessEnv) => Promise<Adapter>;

/** Every adapter by name. Each loads its library only if it is chosen. */
const adapters: ReadonlyMap<string, Open> = new Map<string, Open>([
  // Without an adapter, other workers hear nothing.
  ['none', async (deliver) => ({ publish: deliver, close: () => {} })],
  ['redis', async (deliver, env) => (await import('./redis-adapter.ts')).redisAdapter(deliver, env)],
]);

/** @throws if there is no adapter of that name, or what it needs is missing */
export function openAdapter(name: string, deliver: Deliver, env: NodeJS.ProcessEnv): Promise<Adapter> {
  const open = adapters.get(name);
  if (!open) throw new Error(`SOCKETS takes ${[...adapters.keys()].join(', ')}, not "${name}"`);
  return open(deliver, env);
}

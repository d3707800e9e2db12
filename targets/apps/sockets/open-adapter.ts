import type { Adapter, Deliver } from './adapter.ts';

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

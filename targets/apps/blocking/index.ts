/** Requests that keep a CPU busy: on the event loop, which serves nothing else meanwhile, or on a thread. */
import type { Reply } from '../reply.ts';
import { doWork, workNames } from './works.ts';

export type Block = (query: URLSearchParams) => Promise<Reply>;

/** Every place where the work may run, the default first. */
const places: ReadonlyMap<string, () => Promise<typeof doWork>> = new Map([
  ['loop', async () => doWork],
  ['threads', async () => (await import('./threads.ts')).doWorkOnThread],
]);

/**
 * openBlocking returns what `GET /blocking?work=json` does, in the place that the variable BLOCKING chooses.
 * @throws if it names none
 */
export async function openBlocking({ BLOCKING }: NodeJS.ProcessEnv): Promise<Block> {
  const names = [...places.keys()];
  const name = BLOCKING || names[0] || '';
  const run = await places.get(name)?.();
  if (!run) throw new Error(`BLOCKING takes ${names.join(', ')}, not "${name}"`);
  return async (query) => {
    const work = query.get('work') ?? workNames[0] ?? '';
    if (!workNames.includes(work)) {
      return { status: 400, body: { error: `work takes ${workNames.join(', ')}, not "${work}"` } };
    }
    return { status: 200, body: await run(work) };
  };
}

/** One request inside an app, without sockets. */
import type { RequestListener } from 'node:http';
import inject from 'light-my-request';
import { handlerOf } from '../../targets/apps/index.ts';
import { findUsers } from '../../targets/apps/users.ts';
import type { Figure } from '../records/micro.ts';
import { type Benchmark, cpuOf, measure } from './measure.ts';

const REQUESTS = 100;

/**
 * measureInjection serves the app's response from a handler that does nothing else: the cost is that of the
 * injection.
 */
export async function measureInjection(timeMs: number): Promise<Figure[]> {
  const text = JSON.stringify(await findUsers());
  const bare: RequestListener = (_request, response) => response.end(text);
  return measure([await injectedInto(bare, { id: 'injection', app: null })], timeMs);
}

/** @param app a built-in one */
export async function measureInjected(app: string, timeMs: number): Promise<Figure[]> {
  return measure([await injectedInto(await handlerOf(app), { id: 'injected', app })], timeMs);
}

async function injectedInto(
  handler: RequestListener,
  figure: Pick<Benchmark, 'id' | 'app'>,
): Promise<Benchmark> {
  const responseBytes = Buffer.byteLength(JSON.stringify(await findUsers()));
  const batch = async () => {
    let bytes = 0;
    for (let request = 0; request < REQUESTS; request++) {
      const { statusCode, rawPayload } = await inject(handler, { url: '/api/users', validate: false });
      if (statusCode === 200) bytes += rawPayload.length;
    }
    if (bytes !== REQUESTS * responseBytes) throw new Error('an injected request got no correct response');
  };
  const batchMs = () => cpuOf(batch);
  return { ...figure, clock: 'cpu', operationsPerSample: REQUESTS, warmupOperations: 15_000, batchMs };
}

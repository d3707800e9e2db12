/** JSON of the response to `GET /api/users`, both ways. */
import { findUsers, type User } from '../../targets/apps/users.ts';
import type { Figure } from '../records/micro.ts';
import { type Benchmark, cpuOf, measure } from './measure.ts';

/** Each takes less than 2 us: with a smaller batch a sample would include the cost of the clock. */
const BATCH = 1_000;

export async function measureJson(timeMs: number): Promise<Figure[]> {
  const users = await findUsers();
  const text = JSON.stringify(users);
  const benchmark = (id: Figure['id'], batch: () => void): Benchmark => ({
    ...{ id, app: null, clock: 'cpu', operationsPerSample: BATCH, warmupOperations: 20_000 },
    batchMs: () => cpuOf(batch),
  });
  const stringify = benchmark('json-stringify', () => {
    let characters = 0;
    for (let time = 0; time < BATCH; time++) characters += JSON.stringify(users).length;
    expect(characters, BATCH * text.length);
  });
  const parse = benchmark('json-parse', () => {
    let ids = 0;
    for (let time = 0; time < BATCH; time++) ids += (JSON.parse(text) as User[]).at(-1)?.id ?? 0;
    expect(ids, BATCH * users.length);
  });
  return measure([stringify, parse], timeMs);
}

function expect(found: number, expected: number): void {
  if (found !== expected) throw new Error('JSON of the response is not what it was');
}

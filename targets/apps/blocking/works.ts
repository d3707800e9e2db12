/**
 * Works that hold a thread for some 500 ms. Their amount is fixed: time that was calibrated at the start of each
 * worker would differ between workers, and would hide a faster Node. The response says how long it took.
 */
const works: ReadonlyMap<string, () => Promise<() => void>> = new Map([
  ['json', async () => (await import('./json.ts')).parseJson],
  ['bcrypt', async () => (await import('./bcrypt.ts')).hashPassword],
]);

export interface Done {
  readonly work: string;
  readonly tookMs: number;
}

/** Every work, the default one first. */
export const workNames: readonly string[] = [...works.keys()];

/** doWork does a work on the calling thread. It loads what the work needs before, at the first time. */
export async function doWork(name: string): Promise<Done> {
  const work = await works.get(name)?.();
  if (!work) throw new Error(`there is no work ${name}`);
  const startMs = performance.now();
  work();
  return { work: name, tookMs: performance.now() - startMs };
}

/** Opens connections, a few at a time, each until the server has reset it; replies once all are done. */
import { connect } from 'node:net';

export interface ClientOrders {
  readonly port: number;
  readonly count: number;
}

/** Enough that the server never waits for a connection. */
const AT_ONCE = 16;

process.on('message', async ({ port, count }: ClientOrders) => {
  let left = count;
  const client = async () => {
    while (left-- > 0) await openUntilReset(port);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  process.send?.({ done: true });
});

function openUntilReset(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    connect({ port, host: '127.0.0.1' })
      .on('error', (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET' || reject(error))
      .on('close', () => resolve());
  });
}

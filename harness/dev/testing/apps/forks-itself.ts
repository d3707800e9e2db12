/** Forks as many workers as WORKERS says, and replaces them one by one on SIGUSR2. */
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:http';

async function replaceWorkers(): Promise<void> {
  for (const old of Object.values(cluster.workers ?? {})) {
    await once(cluster.fork(), 'listening');
    old?.disconnect();
  }
}

if (cluster.isPrimary) {
  const { WORKERS, WEB_CONCURRENCY } = process.env;
  if (WORKERS !== WEB_CONCURRENCY || WORKERS !== process.argv[2]) throw new Error('the numbers differ');
  for (let count = 0; count < Number(WORKERS); count++) cluster.fork();
  process.on('SIGUSR2', replaceWorkers);
} else {
  createServer((_request, response) => response.end(JSON.stringify({ pid: process.pid }))).listen(
    process.env.PORT,
  );
}

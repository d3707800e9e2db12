/**
 * Answers after DELAY_MS. It boots for BOOT_MS, and reports when it is ready. Once told to stop it does what ON_STOP
 * says: `nothing`, or `close` its server and no more.
 */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const { DELAY_MS = '50', BOOT_MS = '0', ON_STOP = 'nothing', PORT } = process.env;

await sleep(Number(BOOT_MS));
const server = createServer(async (_request, response) => {
  await sleep(Number(DELAY_MS));
  response.setHeader('content-type', 'application/json');
  response.end('[{"id":1}]');
});
server.listen(PORT, () => process.send?.('ready'));
if (ON_STOP === 'close')
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => server.close());

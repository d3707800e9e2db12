/** Runs load processes against a test's own server. */
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import type { TestContext } from 'node:test';
import { monotonicMs } from '../../host/clock.ts';
import { startLoad } from '../../load/load.ts';
import type { LoadJob, Pace } from '../../load/load-client.ts';
import { refuseEmpty } from '../../load/merge-figures.ts';
import { plainGet } from '../../load/users/user-ref.ts';
import { TrialProcesses } from '../../processes/trial-processes.ts';
import type { LoadFigures } from '../../records/run.ts';
import { temporaryFolder } from './cli.ts';

/** Time from the first request to the window, enough to announce it on a busy host. */
const LEAD_MS = 500;

export interface TestLoad {
  readonly job?: Partial<Omit<LoadJob, 'origin'>>;
  /** The pace of an open loop. */
  readonly pace?: Pace;
  readonly protocol?: 'http' | 'https';
  readonly windowMs?: number;
  /** Called once the window is announced. */
  readonly onWindow?: () => void;
}

/**
 * Returns the figures of a window of 1.5 s by default, and throws without a correct response, as a trial does. It
 * leaves nothing behind.
 */
export async function loadServer(
  context: TestContext,
  server: Server,
  asked: TestLoad,
): Promise<LoadFigures> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  const processes = new TrialProcesses(temporaryFolder(context));
  try {
    return await measuredBy(processes, server, asked);
  } finally {
    await processes.stop(); // at once: the next load of a test needs the host to itself
  }
}

async function measuredBy(
  processes: TrialProcesses,
  server: Server,
  { job = {}, pace, protocol = 'http', windowMs = 1_500, onWindow = () => {} }: TestLoad,
): Promise<LoadFigures> {
  const load = startLoad(1, processes.spawnAs('load'));
  await load.ready;
  const { port } = server.address() as AddressInfo;
  const begun = load.begin(
    {
      origin: `${protocol}://127.0.0.1:${port}`,
      client: 'direct',
      mode: { connections: 'kept', arrivals: 'closed' },
      connections: 10,
      clientAddresses: null,
      requestTimeoutSeconds: 1,
      insecure: false,
      user: plainGet('/', { expectBody: 'well' }),
      seed: 1,
      ...job,
    },
    () => {},
  );
  await begun;
  if (pace) await load.pace(pace);
  const fromMs = monotonicMs() + LEAD_MS;
  const measured = load.measure({ fromMs, toMs: fromMs + windowMs });
  onWindow();
  const figures = await measured;
  refuseEmpty(figures);
  return figures;
}

/** The two sides of a trial's ledger, which must be equal. */
export function ledgerSides(load: LoadFigures): readonly [number, number] {
  const failed = Object.values(load.errors).reduce((sum, count) => sum + count, 0);
  return [load.inFlightAtStart + load.sent, load.completed + failed + load.unfinished];
}

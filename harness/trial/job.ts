/** The job of a trial's load processes, decided once the probe has seen the app's responses. */

import type { ResolvedCell } from '../config/resolved-run.ts';
import { exactClient } from '../load/clients/index.ts';
import type { LoadJob } from '../load/load-client.ts';
import { numbersRequests } from '../load/numbered/numbers-requests.ts';
import type { Probed } from './probe/probe.ts';
import type { TrialParts } from './trial-parts.ts';

const CLOSES =
  'the app closes each connection after its response, so that each request has a connection of its own';

interface Job extends LoadJob {
  /** Why another client than the planned one sends it; null if the planned one does. */
  readonly reason: string | null;
}

/**
 * jobOf chooses our own client for responses that autocannon misreads. If the app closes every connection, each
 * request gets a new one.
 */
export function jobOf(
  origin: string,
  { id, client, user, userRef, https, insecure, events }: ResolvedCell,
  parts: TrialParts,
  probed: Probed,
): Job {
  const { mode, connections, stages, clientAddresses } = parts.load;
  const isNumbered = numbersRequests(user, events);
  const kind = { mode, https, clientAddresses, stages, user, isNumbered };
  const fault = parts.tools.misread.get(id) ?? probed.autocannonFault;
  const reason = client.mayMisread && fault !== null ? `${client.name} is not used: ${fault}` : null;
  const closes = probed.closesAlways && mode.arrivals === 'closed' && mode.connections === 'kept';
  return {
    origin,
    client: (reason === null ? client : exactClient(kind)).name,
    mode: closes ? { ...mode, connections: 'per-request' } : mode,
    connections,
    clientAddresses,
    requestTimeoutSeconds: parts.timing.requestTimeoutSeconds,
    insecure,
    user: userRef,
    seed: parts.load.seed,
    stages,
    logFolder: isNumbered ? parts.tools.scratch : null,
    reason: closes ? `${CLOSES}${reason === null ? '' : `; ${reason}`}` : reason,
  };
}

/** What the load processes of a trial are told to send, once the probe has seen the app. */
import type { ResolvedCell } from '../config/resolved-run.ts';
import { exactClient } from '../load/clients/index.ts';
import type { LoadJob, SentRequest } from '../load/driver.ts';
import type { Probed } from './probe/probe.ts';
import type { TrialParts } from './trial-parts.ts';

const CLOSES =
  'the app closes each connection after its response, so that each request has a connection of its own';

interface Job extends LoadJob {
  /** Why the planned client does not send it; null where that one does. */
  readonly reason: string | null;
}

/** What autocannon misreads, our own client sends; an app that closes every connection has a new one for each request. */
export function jobOf(
  url: string,
  { id, client, response }: ResolvedCell,
  parts: TrialParts,
  probed: Probed,
  request: SentRequest,
): Job {
  const { mode, connections, insecure } = parts.load;
  const fault = parts.tools.misread.get(id) ?? probed.autocannonFault;
  const reason = client.mayMisread && fault !== null ? `${client.name} cannot send it: ${fault}` : null;
  const closes = probed.closesAlways && mode.arrivals === 'closed' && mode.connections === 'kept';
  return {
    url,
    driver: (reason === null ? client : exactClient(mode, parts.load.https)).name,
    mode: closes ? { ...mode, connections: 'per-request' } : mode,
    connections,
    requestTimeoutSeconds: parts.timing.requestTimeoutSeconds,
    insecure,
    request,
    response,
    reason: closes ? `${CLOSES}${reason === null ? '' : `; ${reason}`}` : reason,
  };
}

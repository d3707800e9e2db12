/** Makes the sessions of a load process: one virtual user for each connection. */
import { isFixed } from '../../../scenarios/user.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import { clientAddress } from '../client-addresses.ts';
import type { ProcessJob, SendingTools } from '../load-client.ts';
import { RequestEncoder } from '../users/encode-request.ts';
import { Labels } from '../users/labels.ts';
import { RunningScript } from '../users/scripted-user.ts';
import { cachedLookup } from './cached-lookup.ts';
import { FixedSession } from './fixed-session.ts';
import { endpointOf } from './request.ts';
import { ResponseMemo } from './response-parser.ts';
import { ScriptedSession } from './scripted-session.ts';
import type { Session, SessionOwner } from './session.ts';

/** makeSessions returns the sessions, none of which has begun. */
export function makeSessions({ job, user, ledger }: SendingTools, owner: SessionOwner): Session[] {
  const { origin, insecure, connections, mode, seed, share } = job;
  const isOne = isFixed(user);
  const labels = isOne && user.request.label === null ? null : new Labels();
  if (labels) ledger.countLabels(labels);
  const encoder = new RequestEncoder(
    { host: new URL(origin).host, closes: mode.connections === 'per-request' },
    labels,
  );
  const shared = {
    endpoint: endpointOf(origin, insecure),
    lookup: cachedLookup(),
    // With a single request per iteration the server closes nothing, so the client does.
    keepAlive: isOne ? mode.connections === 'kept' : mode.connections !== 'per-request',
    keepsHeads: !isOne || Object.keys(user.request.expect.headers).length > 0,
    memo: new ResponseMemo(),
    ledger,
    owner,
  };
  return Array.from({ length: connections }, (_, index) => {
    const connection = share.firstConnection + index;
    const place = { ...shared, localAddress: localAddressOf(connection, job) };
    if (isOne) return new FixedSession(encoder.encode(user.request), place);
    const context = { connection, random: mulberry32(seed + connection), row: noRow };
    return new ScriptedSession({
      ...place,
      user: new RunningScript(user, context, encoder),
      closesAfterIteration: mode.connections === 'per-iteration',
    });
  });
}

/** Connections take the addresses in turn, over all load processes. */
function localAddressOf(connection: number, { clientAddresses }: ProcessJob): string | null {
  return clientAddresses === null ? null : clientAddress(connection % clientAddresses);
}

function noRow(): never {
  throw new Error('the scenario asks for a row, but the run has no data file (--data-file)');
}

/** Makes the sessions of a load process: one virtual user for each connection. */
import { isSocket } from '../../../scenarios/socket-user.ts';
import { isFixed } from '../../../scenarios/user.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import { clientAddress } from '../client-addresses.ts';
import type { ProcessJob, SendingTools } from '../load-client.ts';
import { numberedSession } from '../numbered/numbered-session.ts';
import { RequestEncoder } from '../users/encode-request.ts';
import { Labels } from '../users/labels.ts';
import { rowFeed } from '../users/row-feed.ts';
import { RunningScript } from '../users/scripted-user.ts';
import { cachedLookup } from './cached-lookup.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { FixedSession } from './fixed-session.ts';
import { endpointOf } from './request.ts';
import { ResponseMemo } from './response-parser.ts';
import { ScriptedSession } from './scripted-session.ts';
import type { Session, SessionOwner } from './session.ts';

/** makeSessions returns the sessions, none of which has begun. */
export function makeSessions(tools: SendingTools, owner: SessionOwner): Session[] {
  const { job, user, ledger, log } = tools;
  if (isSocket(user)) throw new Error('direct speaks HTTP alone');
  const { origin, insecure, connections, mode, seed, share } = job;
  const isOne = isFixed(user);
  const labels = isOne && user.request.label === null ? null : new Labels();
  if (labels) ledger.countLabels(labels);
  const encoder = new RequestEncoder(
    { host: new URL(origin).host, closes: mode.connections === 'per-request' },
    labels,
    (!isOne && user.headers) || null,
  );
  const row = rowFeed((!isOne && user.rows) || null, job.seed + job.share.index);
  const shared = {
    endpoint: endpointOf(origin, insecure),
    lookup: cachedLookup(),
    // With a single request per iteration the server closes nothing, so the client does.
    keepAlive: isOne ? mode.connections === 'kept' : mode.connections !== 'per-request',
    keepsHeads: isOne ? Object.keys(user.request.expect.headers).length > 0 : user.readsHeaders !== false,
    memo: new ResponseMemo(),
    owner,
  };
  const books = () => (log === null ? { ledger, connect } : numberedSession(ledger, log));
  return Array.from({ length: connections }, (_, index) => {
    const connection = share.firstConnection + index;
    const place = { ...shared, ...books(), localAddress: localAddressOf(connection, job) };
    if (isOne) return new FixedSession(encoder.encode(user.request), place);
    const context = { connection, random: mulberry32(seed + connection), row };
    return new ScriptedSession({
      ...place,
      user: new RunningScript(user, context, encoder),
      closesAfterIteration: mode.connections === 'per-iteration',
    });
  });
}

const connect = (options: ConnectionOptions) => new Connection(options);

/** Connections take the addresses in turn, over all load processes. */
function localAddressOf(connection: number, { clientAddresses }: ProcessJob): string | null {
  return clientAddresses === null ? null : clientAddress(connection % clientAddresses);
}

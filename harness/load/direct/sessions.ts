/** Makes the sessions of a load process: one virtual user for each connection. */
import { type HttpUser, isFixed } from '../../../scenarios/user.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import type { ProcessJob, SendingTools } from '../load-client.ts';
import { RequestEncoder } from '../users/encode-request.ts';
import { Labels } from '../users/labels.ts';
import { RunningScript } from '../users/scripted-user.ts';
import { fixedUser, type VirtualUser } from '../users/virtual-user.ts';
import { endpointOf } from './request.ts';
import { ResponseMemo } from './response-parser.ts';
import { Session, type SessionOwner } from './session.ts';

/** makeSessions returns the sessions, none of which has begun. */
export function makeSessions({ job, user, ledger }: SendingTools, owner: SessionOwner): Session[] {
  const { origin, insecure, connections, mode } = job;
  const isScripted = !isFixed(user);
  const labels = isScripted || user.request.label !== null ? new Labels() : null;
  if (labels) ledger.countLabels(labels);
  const encoder = new RequestEncoder(
    { host: new URL(origin).host, closes: mode.connections === 'per-request' },
    labels,
  );
  const shared = {
    endpoint: endpointOf(origin, insecure),
    keepAlive: mode.connections !== 'per-request',
    closesAfterIteration: mode.connections === 'per-iteration',
    keepsHeads: isScripted || Object.keys(user.request.expect.headers).length > 0,
    countsIterations: isScripted,
    memo: new ResponseMemo(),
    ledger,
    owner,
  };
  return Array.from(
    { length: connections },
    (_, index) => new Session({ ...shared, user: virtualUser(user, encoder, job, index) }),
  );
}

function virtualUser(
  user: HttpUser,
  encoder: RequestEncoder,
  { seed, share }: ProcessJob,
  index: number,
): VirtualUser {
  if (isFixed(user)) return fixedUser(encoder.encode(user.request));
  const connection = share.firstConnection + index;
  const context = { connection, random: mulberry32(seed + connection), row: noRow };
  return new RunningScript(user, context, encoder);
}

function noRow(): never {
  throw new Error('the scenario asks for a row, but the run has no data file (--data-file)');
}

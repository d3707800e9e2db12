/** The first request of a virtual user, which shows whether the app responds at all. */
import { randomBytes } from 'node:crypto';
import { type Request, request } from '../../../scenarios/request.ts';
import { withHeaders } from '../../../scenarios/request-changes.ts';
import { isSocket, type SocketUser } from '../../../scenarios/socket-user.ts';
import { isStep } from '../../../scenarios/step.ts';
import { isFixed, isList, type ScriptedUser, type User } from '../../../scenarios/user.ts';
import { TargetError } from '../../../targets/topology.ts';
import { mulberry32 } from '../../stats/mulberry32.ts';
import { locatedMessage } from './locate-error.ts';
import { firstRow } from './row-feed.ts';

/** A script that only pauses at its beginning is given up after so many steps. */
const MOST_STEPS = 100;

/** UserIdentity tells a user from all others of a trial. */
export interface UserIdentity {
  readonly connection: number;
  readonly seed: number;
}

/**
 * firstRequest returns what a user sends first.
 *
 * @param identity of none of the load's users, so that it may register under a name of its own
 * @throws {TargetError} if the script throws, or sends nothing
 */
export function firstRequest(user: User, identity: UserIdentity): Request {
  if (isFixed(user)) return user.request;
  try {
    if (isSocket(user)) return handshakeOf(user, identity);
    const found = firstOf(user, identity);
    if (found !== null) return sentWith(found, user.headers ?? {});
  } catch (error) {
    const reason = `the scenario’s script failed before its first request: ${locatedMessage(error)}`;
    throw new TargetError({ reason, lastLines: [] }, { cause: error });
  }
  throw new TargetError({ reason: 'the scenario’s script sends no request', lastLines: [] });
}

/** A server that speaks WebSocket responds to the handshake with 101 (RFC 6455, 4.1). */
function handshakeOf(user: SocketUser, { connection, seed }: UserIdentity): Request {
  const { path, headers, protocols } = user.open({ connection, room: 'probe', random: mulberry32(seed) });
  return request({
    path,
    headers: {
      ...headers,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      ...(protocols === undefined ? {} : { 'Sec-WebSocket-Protocol': protocols.join(', ') }),
    },
    expect: { statuses: [101] },
  });
}

function firstOf({ run, rows }: ScriptedUser, { connection, seed }: UserIdentity): Request | null {
  const random = mulberry32(seed + connection);
  const made = run({ connection, random, row: () => firstRow(rows ?? null) });
  if (isList(made)) return made[0] ?? null;
  if (isStep(made)) return made;
  for (let count = 0; count < MOST_STEPS; count++) {
    const { done, value } = made.next();
    if (done) return null;
    if (value.kind !== 'request') continue;
    made.return();
    return value;
  }
  return null;
}

/** The parts of a template's request are made when they are asked for, so that it cannot be spread. */
function sentWith(
  { kind, method, path, headers, body, label, expect }: Request,
  added: Request['headers'],
): Request {
  return { kind, method, path, headers: withHeaders(headers, added), body, label, expect };
}

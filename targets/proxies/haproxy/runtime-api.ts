/** Controls of a running haproxy: its runtime API over a unix socket. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ControlName, Controls } from '../../controls.ts';
import { inTurn } from '../in-turn.ts';
import { untilTrue } from '../until-listening.ts';
import { BACKEND, serverName } from './configuration.ts';

/** The controls that {@link haproxyControls} returns, for a proxy to declare. */
export const HAPROXY_CONTROLS = ['takeOut', 'putBack'] as const satisfies readonly ControlName[];

/** How long requests in flight to a server that was taken out may take. */
const DRAIN_TIMEOUT_MS = 30_000;
const ASK_PERIOD_MS = 20;

/**
 * takeOut settles when no request is in flight to the server; idle connections to it may remain. putBack settles when
 * it gets requests again.
 *
 * @param socket path of the unix socket
 */
export function haproxyControls(socket: string): Pick<Controls, (typeof HAPROXY_CONTROLS)[number]> {
  const queued = inTurn();
  return {
    takeOut: (upstream) =>
      queued(async () => {
        await setState(socket, upstream, 'drain');
        await untilDrained(socket, upstream);
      }),
    putBack: (upstream) => queued(() => setState(socket, upstream, 'ready')),
  };
}

async function untilDrained(socket: string, upstream: number): Promise<void> {
  const isDrained = async () => (await sessionsOf(socket, upstream)) === 0;
  if (await untilTrue(isDrained, ASK_PERIOD_MS, AbortSignal.timeout(DRAIN_TIMEOUT_MS))) return;
  throw new Error(`requests to ${serverName(upstream)} have not ended within ${DRAIN_TIMEOUT_MS / 1000} s`);
}

async function setState(socket: string, upstream: number, state: 'drain' | 'ready'): Promise<void> {
  const reply = await ask(socket, `set server ${BACKEND}/${serverName(upstream)} state ${state}`);
  // It is silent unless something is wrong.
  if (reply !== '') throw new Error(`haproxy refused to set ${serverName(upstream)} to ${state}: ${reply}`);
}

/** Requests in flight to a server, queued ones included. */
async function sessionsOf(socket: string, upstream: number): Promise<number> {
  const [header = '', ...rows] = (await ask(socket, `show stat ${BACKEND} 4 -1`)).split('\n');
  const columns = header.replace(/^# /, '').split(',');
  const row = rows.map((line) => line.split(',')).find((cells) => cells[1] === serverName(upstream));
  const cell = (name: string) => Number(row?.[columns.indexOf(name)] ?? Number.NaN);
  return cell('scur') + cell('qcur');
}

/** Sends one command. @returns the reply, trimmed */
async function ask(socket: string, command: string): Promise<string> {
  const connection = connect(socket);
  connection.write(`${command}\n`);
  return (await text(connection)).trim();
}

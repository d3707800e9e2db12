import { connect } from 'node:net';
import { LOOPBACK } from '../../origin.ts';
import { runningTarget } from '../../running-target.ts';
import type { Origin } from '../../topology.ts';
import type { ConfigurationFile, ProxyContext, ReverseProxy } from '../proxy.ts';
import { untilListening } from '../until-listening.ts';
import type { OwnKind } from './kind.ts';
import { ownHaproxy } from './own-haproxy.ts';
import { ownNginx } from './own-nginx.ts';
import { speaksTls } from './template.ts';

const kinds: readonly OwnKind[] = [ownHaproxy, ownNginx];

/** An upstream for a check, which connects to none. */
const PLACEHOLDER = [{ host: LOOPBACK, port: 1 }];

/** ownProxy is a proxy that a user's file configures. */
export function ownProxy(name: string, text: string, configuration: ConfigurationFile): ReverseProxy {
  const kind = kinds.find(({ extension }) => extension === null || configuration.path.endsWith(extension));
  if (!kind) throw new Error(`nothing runs ${configuration.path}`);
  const { program, obstacle, hasThreads } = kind;
  return {
    name,
    summary: `${program.name} with ${configuration.path}`,
    program,
    obstacle,
    hasThreads,
    terminatesTls: speaksTls(text),
    behavior: null,
    configuration,
    check: (context) => kind.prepare(text, { ...context, upstreams: PLACEHOLDER }).check(),
    start: async (context) => {
      const { launch, check } = kind.prepare(text, context);
      await check();
      const child = context.spawn(launch);
      await untilListening(child, (signal) => isListening(child.pid, context, signal));
      return runningTarget([child], [{ host: context.host, port: context.port }]);
    },
  };
}

/** The proxy's own processes must listen, as far as the host shows that: another program may have taken the port. */
async function isListening(
  pgid: number,
  { host, port, listeningOn }: ProxyContext,
  signal: AbortSignal,
): Promise<boolean> {
  if (!(await accepts({ host, port }, signal))) return false;
  const shown = await listeningOn(pgid);
  return shown.length === 0 || shown.some((origin) => origin.port === port);
}

function accepts({ host, port }: Origin, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, signal });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

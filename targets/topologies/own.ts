import { constants } from 'node:os';
import { appEnvironment, launchOf, preloadModule } from '../app-environment.ts';
import { rr } from '../policies/rr.ts';
import { PROCESS_CONTROLS, primaryControl, processControls } from '../process-controls.ts';
import { descendsFrom, parentOf } from '../process-state.ts';
import { runningTarget } from '../running-target.ts';
import { type ChildHandle, TargetError, type Topology } from '../topology.ts';
import { cluster } from './cluster.ts';
import { ForkedWorkers } from './forked-workers.ts';
import { untilServed } from './until-served.ts';
import { waitForPort } from './wait-for-port.ts';
import { workerCounts } from './worker-counts.ts';

const NONE = 'none';
const DEPLOY_SIGNAL = 'deploy_signal';
/** These end any process, or stop it: no app can take them as an order. */
const NOT_ORDERS = ['SIGKILL', 'SIGSTOP'];
/** How long after the port accepts connections no worker may announce itself: native servers never do. */
const ANNOUNCED_WITHIN_MS = 1_500;

const asksFor = (workers: number) => ({ WORKERS: String(workers), WEB_CONCURRENCY: String(workers) });

export const own: Topology = {
  name: 'own',
  summary: 'the app forks its own N workers (WORKERS, WEB_CONCURRENCY)',
  inDefaultPlan: false,
  hasPrimary: true,
  isReference: false,
  needsProxy: false,
  comparedWith: { topology: cluster.name, policy: rr.name },
  colour: '#17a2b8',
  obstacle: (_, { isBuiltIn }) =>
    isBuiltIn ? 'a built-in app forks no workers; name one that does with --app ./server.js' : null,
  controls: [...PROCESS_CONTROLS, 'killPrimary', 'restart'],
  controlObstacle: (control, settings) =>
    control === 'restart' && signalOf(settings) === null
      ? `name the signal that makes the app restart its workers, such as --set ${DEPLOY_SIGNAL}=SIGUSR2`
      : null,
  settings: {
    [DEPLOY_SIGNAL]: {
      about: 'signal to the app’s first process that makes it restart its workers',
      default: NONE,
      takes: { text: `a signal such as SIGUSR2, or ${NONE}`, read: readSignal },
    },
  },
  variants: ({ workers, isNamed }) =>
    workerCounts(workers, isNamed).map((count) => ({
      label: `${own.name}-${count}`,
      workers: count,
      policy: null,
    })),
  portCount: () => 1,
  start: async (app, context) => {
    const { workers: count, settings, host } = context;
    const [port = 0] = context.ports;
    const place = { host, port, instance: null, reusePort: false };
    const child = context.spawn({
      name: app.name,
      ...launchOf(app, port, count),
      env: appEnvironment({ ...app.env, ...asksFor(count) }, place, [...app.preload, preloadModule]),
    });
    const workers = new ForkedWorkers(child, port, context);
    const served = await untilServed(child, {
      ...context,
      port,
      instances: count,
      lateAdvice: `let it fork as many workers as WORKERS (or WEB_CONCURRENCY) says, hand it the number with --app-args '--workers {workers}', or give it longer with --start-timeout`,
      listen: (signal) =>
        workers.unlessAnnounced(waitForPort({ host, port }, signal), ANNOUNCED_WITHIN_MS, signal),
    });
    if ('obstacle' in served) {
      throw new TargetError({ reason: `${app.name} ${served.obstacle}`, lastLines: child.lastLines() });
    }
    const intended = new Set<number>();
    const signal = signalOf(settings);
    return runningTarget([child], [served.origin], {
      controls: {
        ...processControls({
          children: () => [child],
          pidOf: (instance) => workers.running()[instance],
          intended,
        }),
        ...primaryControl(child, intended, () => primaryOf(workers, child)),
        ...(signal === null
          ? {}
          : {
              restart: () => workers.replaceAll(count, () => process.kill(primaryOf(workers, child), signal)),
            }),
      },
      intended,
    });
  },
};

/** The parent of the workers: the child, or a process below it if the child is a launcher such as npm. */
function primaryOf(workers: ForkedWorkers, child: ChildHandle): number {
  const [worker] = workers.running();
  const parent = worker === undefined || worker === child.pid ? null : parentOf(worker);
  return parent !== null && descendsFrom(parent, child.pid) ? parent : child.pid;
}

function readSignal(text: string): string | null {
  return text === NONE || (isSignal(text) && !NOT_ORDERS.includes(text)) ? text : null;
}

function signalOf(settings: Readonly<Record<string, string>>): NodeJS.Signals | null {
  const text = settings[DEPLOY_SIGNAL] ?? NONE;
  return isSignal(text) ? text : null;
}

function isSignal(text: string): text is NodeJS.Signals {
  return text in constants.signals;
}

import { fileURLToPath } from 'node:url';
import type { Restarted } from '../controls.ts';
import { describeExit } from '../describe-exit.ts';
import { durationForm, readDurationMs } from '../duration.ts';
import { memoryLimitOf, memorySetting, readMemoryBytes } from '../memory-size.ts';
import { PROCESS_CONTROLS } from '../process-controls.ts';
import type { ChildHandle, Topology } from '../topology.ts';
import { isRestartReport, type RestartReport } from './cluster-messages.ts';
import { clusterVariants, refuseCommand, startCluster } from './cluster-target.ts';

const program = fileURLToPath(import.meta.resolve('./cluster-primary.js'));

const [OFF, ON, NONE] = ['off', 'on', 'none'] as const;
/** A shorter silence is ordinary on a busy host. */
const LEAST_SILENCE_MS = 1_000;

export const cluster: Topology = {
  name: 'cluster',
  summary: 'N workers of node:cluster on one port',
  hasPrimary: true,
  isReference: false,
  needsProxy: false,
  comparedWith: null,
  colour: null,
  obstacle: refuseCommand,
  controls: [...PROCESS_CONTROLS, 'killPrimary', 'whenReplaced', 'restart', 'whenLargeReplaced'],
  settings: {
    watchdog: {
      about: 'replace a worker whose event loop is silent for this long',
      default: OFF,
      takes: durationForm(LEAST_SILENCE_MS, OFF),
    },
    backoff: {
      about: 'wait longer before each replacement of a crashed worker, and give up in the end',
      default: ON,
      takes: [ON, OFF],
    },
    max_memory_restart: memorySetting('replace a worker that uses more memory than this', NONE),
  },
  variants: clusterVariants('cluster'),
  portCount: () => 1,
  start: (app, context) =>
    startCluster(app, context, {
      program,
      orders: {
        watchdogMs: readDurationMs(context.settings.watchdog ?? OFF),
        backoff: context.settings.backoff !== OFF,
        memoryLimitBytes: readMemoryBytes(
          memoryLimitOf(context.settings.max_memory_restart, NONE, context.memoryLimit) ?? '',
        ),
      },
      controls: ({ primary, instances }) => {
        const whenReplaced = (instance: number, pid: number) => instances.whenReplaced(instance, pid);
        return {
          whenReplaced,
          whenLargeReplaced: whenReplaced,
          ...((context.settings.watchdog ?? OFF) === OFF ? {} : { whenSilentReplaced: whenReplaced }),
          restart: () => restart(primary),
        };
      },
    }),
};

async function restart(primary: ChildHandle): Promise<Restarted> {
  const reported = nextReport(primary);
  process.kill(primary.pid, 'SIGUSR2');
  const ended = primary.exited.then((exit): never => {
    throw new Error(`the primary ended (${describeExit(exit)})`);
  });
  const report = await Promise.race([reported, ended]);
  if (report.type === 'cluster-bench:restart-failed') throw new Error(report.reason);
  return report;
}

function nextReport(primary: ChildHandle): Promise<RestartReport> {
  return new Promise((resolve) => {
    const stop = primary.onMessage((message) => {
      if (!isRestartReport(message)) return;
      stop();
      resolve(message);
    });
  });
}

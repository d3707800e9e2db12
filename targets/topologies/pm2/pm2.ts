import { appEnvironment, preloadModule, runtimeOf } from '../../app-environment.ts';
import { durationForm } from '../../duration.ts';
import { Instances } from '../../instances.ts';
import { missing, type Program } from '../../member.ts';
import { memoryLimitOf, memorySetting } from '../../memory-size.ts';
import { rr } from '../../policies/rr.ts';
import { PROCESS_CONTROLS, primaryControl, processControls } from '../../process-controls.ts';
import { runningTarget } from '../../running-target.ts';
import { TargetError, type Topology } from '../../topology.ts';
import { cluster } from '../cluster.ts';
import { untilServed } from '../until-served.ts';
import { workerCounts } from '../worker-counts.ts';
import { firstCrash } from './first-crash.ts';
import { makeHome } from './home.ts';
import { reload } from './reload.ts';

const PM2: Program = { name: 'pm2', npmPackage: 'pm2' };

const [NO, YES, NONE] = ['false', 'true', 'none'] as const;

export const pm2: Topology = {
  name: 'pm2',
  summary: 'N workers in cluster mode of your own PM2',
  inDefaultPlan: false,
  program: PM2,
  hasPrimary: true,
  isReference: false,
  needsProxy: false,
  comparedWith: { topology: cluster.name, policy: rr.name },
  colour: '#6a51a3',
  obstacle: (host, { isCommand }) => {
    if (isCommand) return 'PM2’s cluster mode forks a script, not a command; name the script with --app';
    return missing(PM2, host);
  },
  controls: [...PROCESS_CONTROLS, 'killPrimary', 'whenReplaced', 'restart', 'whenLargeReplaced'],
  // The defaults are PM2’s own.
  settings: {
    wait_ready: {
      about: 'whether PM2 waits for process.send("ready") instead of the listening port',
      default: NO,
      takes: [NO, YES],
    },
    kill_timeout: {
      about: 'how long PM2 lets a worker end after SIGINT',
      default: '1600ms',
      takes: durationForm(1),
    },
    listen_timeout: {
      about: 'how long a reload waits for a new worker before it stops the old one anyway',
      default: '3s',
      takes: durationForm(1),
    },
    max_memory_restart: memorySetting('reload a worker that uses more memory than this', NONE),
    worker_interval: {
      about: 'how often PM2 looks at the memory of its workers',
      default: '30s',
      takes: durationForm(1),
    },
  },
  variants: ({ workers, isNamed }) =>
    workerCounts(workers, isNamed).map((count) => ({
      label: `pm2-${count}`,
      workers: count,
      policy: null,
    })),
  portCount: () => 1,
  start: async (app, context) => {
    const { program, spawn } = context;
    if (!program) throw new Error('the plan holds pm2, but this host has no pm2');
    const [port = 0] = context.ports;
    const home = makeHome(
      app,
      context,
      memoryLimitOf(context.settings.max_memory_restart, NONE, context.memoryLimit),
    );
    // Workers get the daemon’s environment when they start, before PM2 sets their own variables.
    const place = { host: context.host, port, instance: null, reusePort: false };
    const env = {
      ...appEnvironment(app.env, place, [...app.preload, preloadModule]),
      ...home.env,
    };
    const command = (...args: readonly string[]) => ({ ...runtimeOf(app), args: [program.command, ...args] });
    // In the foreground the daemon is our child, and so it ends with us whatever happens.
    const daemon = spawn({ name: 'pm2', ...command('start', home.file, '--no-daemon'), env });
    const instances = new Instances(daemon, port, context);
    const served = await untilServed(daemon, { ...context, port, instances: context.workers });
    const lastLines = () => home.lastLines() ?? daemon.lastLines();
    if ('obstacle' in served) {
      throw new TargetError({ reason: `${app.name} ${served.obstacle}`, lastLines: lastLines() });
    }
    const intended = new Set<number>();
    const whenReplaced = (instance: number, pid: number) => instances.whenReplaced(instance, pid);
    const crash = firstCrash(instances, (pid) => intended.has(pid) || context.wasTold?.(pid) === true);
    return runningTarget([daemon], [served.origin], {
      reportedFailure: crash.then((reason) => ({ reason: `${app.name} ${reason}`, lastLines: lastLines() })),
      controls: {
        ...processControls({
          children: () => [daemon],
          pidOf: (instance) => instances.pidOf(instance),
          intended,
        }),
        ...primaryControl(daemon, intended),
        whenReplaced,
        whenLargeReplaced: whenReplaced,
        restart: () => {
          for (const pid of instances.pids()) intended.add(pid);
          return reload(
            () => spawn({ name: 'pm2 reload', ...command('reload', 'all'), env: home.env }),
            instances,
          );
        },
      },
      intended,
    });
  },
};

/** The folder that a PM2 of ours keeps its state in, so that it meets no other PM2. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appArguments } from '../../app-environment.ts';
import { readDurationMs } from '../../duration.ts';
import type { App, TopologyContext } from '../../topology.ts';

export interface Pm2Home {
  /** Its ecosystem file, with the app. */
  readonly file: string;
  /** Environment for every PM2 process. */
  readonly env: Readonly<Record<string, string>>;
  /** The last lines that the app wrote to stderr; null if there are none. */
  lastLines(): readonly string[] | null;
}

const LAST_LINES = 40;

/** @param memoryLimit in PM2's own form; null for none */
export function makeHome(app: App, context: TopologyContext, memoryLimit: string | null): Pm2Home {
  // The path is short, since PM2's sockets are in it.
  const folder = mkdtempSync(join(context.folder, 'pm2-'));
  const file = join(folder, 'ecosystem.json');
  const logs = (kind: string) => join(folder, `app-${kind}.log`);
  const limit = memoryLimit === null ? {} : { max_memory_restart: memoryLimit };
  const ours = { ...appOf(app, context), ...limit, out_file: logs('out'), error_file: logs('error') };
  writeFileSync(file, JSON.stringify({ apps: [ours] }));
  const lookMs = readDurationMs(context.settings.worker_interval ?? '');
  return {
    file,
    // The daemon would report its start to PM2's makers.
    env: {
      PM2_HOME: folder,
      PM2_DISABLE_VERSION_CHECK: 'true',
      ...(lookMs === null ? {} : { PM2_WORKER_INTERVAL: String(lookMs) }),
    },
    lastLines: () => {
      const lines = readdirSync(folder)
        .filter((name) => name.startsWith('app-error'))
        .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));
      return lines.some(Boolean) ? lines.slice(-LAST_LINES) : null;
    },
  };
}

/** The app in the words of PM2's ecosystem file. */
function appOf(app: App, { ports, workers, settings }: TopologyContext): object {
  const { wait_ready = '', kill_timeout = '', listen_timeout = '' } = settings;
  return {
    name: app.name,
    script: app.script,
    args: appArguments(app.args, ports[0] ?? 0),
    node_args: app.nodeArgs ?? [],
    ...(app.cwd === undefined ? {} : { cwd: app.cwd }),
    exec_mode: 'cluster',
    instances: workers,
    wait_ready: wait_ready === 'true',
    kill_timeout: readDurationMs(kill_timeout) ?? undefined,
    listen_timeout: readDurationMs(listen_timeout) ?? undefined,
    // Its own instruments would cost CPU time that no user without an account has.
    pmx: false,
    vizion: false,
  };
}

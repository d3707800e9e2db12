/** A Postgres and a pgbouncer for tests. */
import type { TestContext } from 'node:test';
import { POOLER } from '../../../targets/services/pgbouncer/program.ts';
import { postgres } from '../../../targets/services/postgres/postgres.ts';
import { SERVER } from '../../../targets/services/postgres/program.ts';
import type { RunningService, ServiceContext } from '../../../targets/services/service.ts';
import { detectCapabilities } from '../../host/capabilities.ts';
import { freePorts } from '../../processes/free-ports.ts';
import { TrialProcesses } from '../../processes/trial-processes.ts';
import { temporaryFolder } from './cli.ts';
import { skipUnlessExpected } from './skip-unless-expected.ts';

type Program = NonNullable<ServiceContext['program']>;

/** Returns the Postgres of this host. If there is none, skips the test and returns null, as for nginx. */
export async function postgresForTests(context: TestContext): Promise<Program | null> {
  const { programs } = await detectCapabilities();
  const found = programs[SERVER.name];
  return found ?? skipUnlessExpected(context, 'CLUSTER_BENCH_EXPECT_POSTGRES', 'Postgres is not installed');
}

/** The same for pgbouncer. */
export async function pgbouncerForTests(context: TestContext): Promise<Program | null> {
  const { programs } = await detectCapabilities();
  const found = programs[POOLER.name];
  return found ?? skipUnlessExpected(context, 'CLUSTER_BENCH_EXPECT_PGBOUNCER', 'pgbouncer is not installed');
}

/** Context of a service whose processes end after the test. */
export async function serviceContext(
  context: Pick<TestContext, 'after'>,
  folder: string,
  change: Partial<ServiceContext> = {},
): Promise<{ owned: TrialProcesses; service: ServiceContext }> {
  const owned = new TrialProcesses(folder);
  context.after(() => owned.stop());
  return { owned, service: await bareContext(folder, { spawn: owned.spawnAs('service'), ...change }) };
}

/** Context of a service that starts no process, unless the change says how. */
export async function bareContext(
  folder: string,
  change: Partial<ServiceContext> = {},
): Promise<ServiceContext> {
  const [port = 0] = await freePorts(1);
  return {
    url: null,
    program: null,
    folder,
    port,
    env: {},
    settings: {},
    spawn: () => {
      throw new Error('it starts no process');
    },
    startTimeoutMs: 120_000,
    signal: new AbortController().signal,
    ...change,
  };
}

export interface StartedPostgres {
  readonly owned: TrialProcesses;
  readonly running: RunningService;
  /** URL of a user who may create schemas. */
  readonly url: URL;
}

/** Starts a Postgres that ends after the test. Null if there is none. */
export async function startPostgres(
  context: TestContext,
  settings: ServiceContext['settings'] = {},
): Promise<StartedPostgres | null> {
  const program = await postgresForTests(context);
  if (!program) return null;
  const { owned, service } = await serviceContext(context, temporaryFolder(context, 0o711), {
    program,
    settings,
  });
  const running = await postgres.start(service);
  owned.afterApp(async () => running[Symbol.asyncDispose]());
  return { owned, running, url: new URL(running.env.DATABASE_URL ?? '') };
}

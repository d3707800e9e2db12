import { missing } from '../../member.ts';
import { TargetError } from '../../topology.ts';
import { wholeNumberForm } from '../../whole-number.ts';
import { connectDatabase } from '../postgres/connection.ts';
import { databasePlace, describeDatabaseError } from '../postgres/describe-error.ts';
import { databaseEnvironment, SCHEMA } from '../postgres/environment.ts';
import type { RunningService, Service } from '../service.ts';
import { startOurs } from './own-pooler.ts';
import { POOLER } from './program.ts';

/** pgbouncer's own default. */
const POOL_SIZE = '20';

/** The app finds it at DATABASE_URL, in place of the database that it stands in front of. */
export const pgbouncer: Service = {
  name: 'pgbouncer',
  summary: 'pgbouncer in front of Postgres, with transaction pooling',
  program: POOLER,
  schemes: ['postgresql:', 'postgres:'],
  settings: {
    default_pool_size: {
      about: 'connections that our pgbouncer keeps to the database',
      default: POOL_SIZE,
      takes: wholeNumberForm(1, 1_000),
    },
  },
  obstacle: (host) => missing(POOLER, host),
  unusable: async (url) => {
    try {
      await using _ = await connectDatabase({ connectionString: url.href });
      return null;
    } catch (error) {
      return reasonOf(url, error);
    }
  },
  start: async (context) =>
    context.url
      ? useUsers(context.url, context.env[SCHEMA] ?? 'public')
      : startOurs(context, Number(context.settings.default_pool_size ?? POOL_SIZE)),
};

/** The user's own says nothing about itself: its console may be closed to us. @throws {TargetError} */
async function useUsers(url: URL, schema: string): Promise<RunningService> {
  const connection = await connectDatabase({ connectionString: url.href }).catch((error) => {
    throw new TargetError({ reason: reasonOf(url, error), lastLines: [] }, { cause: error });
  });
  const named = new URL(url);
  named.searchParams.set('application_name', schema);
  return {
    env: databaseEnvironment(named, schema),
    version: 'unknown',
    figures: async () => ({}),
    broken: connection.lost.then((message) => ({
      reason: `the ${databasePlace(url, 'pgbouncer').server} was lost (${message})`,
      lastLines: [],
    })),
    [Symbol.asyncDispose]: async () => connection[Symbol.asyncDispose](),
  };
}

function reasonOf(url: URL, error: unknown): string {
  return describeDatabaseError(databasePlace(url, 'pgbouncer'), error);
}

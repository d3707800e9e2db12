import { missing } from '../../member.ts';
import { wholeNumberForm } from '../../whole-number.ts';
import type { Service } from '../service.ts';
import { startOurs } from './own-server.ts';
import { SERVER } from './program.ts';
import { unusable, useUsers } from './users-server.ts';

/** Postgres' own default. */
const MAX_CONNECTIONS = '100';

/** The app finds its database at DATABASE_URL, and its tables in DATABASE_SCHEMA. */
export const postgres: Service = {
  name: 'postgres',
  summary: 'Postgres on a free port, with fsync off',
  program: SERVER,
  schemes: ['postgresql:', 'postgres:'],
  settings: {
    max_connections: {
      about: 'connections that our Postgres has, reserved ones and one of the harness included',
      default: MAX_CONNECTIONS,
      takes: wholeNumberForm(10, 10_000),
    },
  },
  obstacle: (host) => missing(SERVER, host),
  unusable,
  start: async (context) =>
    context.url
      ? useUsers(context.url)
      : startOurs(context, Number(context.settings.max_connections ?? MAX_CONNECTIONS)),
};

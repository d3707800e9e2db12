import { pgbouncer } from '../../targets/services/pgbouncer/pgbouncer.ts';
import { postgres } from '../../targets/services/postgres/postgres.ts';
import { poolScenario } from './pool-scenario.ts';

export const poolPgbouncer = poolScenario('pool-pgbouncer', 'the same through pgbouncer', [
  postgres.name,
  pgbouncer.name,
]);

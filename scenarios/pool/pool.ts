import { postgres } from '../../targets/services/postgres/postgres.ts';
import { poolScenario } from './pool-scenario.ts';

export const pool = poolScenario('pool', 'a query on a connection of each worker’s pool to Postgres', [
  postgres.name,
]);

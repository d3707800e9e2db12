/**
 * Preloaded into a load process (`--import`), it makes our own client forget one response in 200: the client sends
 * and receives as usual, but its ledger does not learn of the response. It has no effect in other processes.
 */
import { directDriver } from '../../load/direct/direct-driver.ts';
import type { Driver } from '../../load/driver.ts';
import type { Ledger } from '../../load/ledger.ts';

const ONE_IN = 200;

const original = directDriver.drive;
const miscounting: Driver['drive'] = (tools, events) =>
  original({ ...tools, ledger: forgetful(tools.ledger) }, events);
Object.assign(directDriver, { drive: miscounting });

function forgetful(ledger: Ledger): Ledger {
  let responses = 0;
  const record = ledger.completed.bind(ledger);
  ledger.completed = (dueMs, nowMs) => {
    responses++;
    if (responses % ONE_IN !== 0) record(dueMs, nowMs);
  };
  return ledger;
}

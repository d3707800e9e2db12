/**
 * Preloaded into a load process (`--import`), it makes our own client forget one response in so many: the driver answers
 * and sends as ever, and its ledger hears nothing of it. In any other process it does nothing.
 */
import { directDriver } from '../../load/direct/direct-driver.ts';
import type { Driver } from '../../load/driver.ts';
import type { Ledger } from '../../load/ledger.ts';

const ONE_IN = 200;

const honest = directDriver.drive;
const lying: Driver['drive'] = (job, ledger, onAllConnected) =>
  honest(job, forgetful(ledger), onAllConnected);
Object.assign(directDriver, { drive: lying });

function forgetful(ledger: Ledger): Ledger {
  let answers = 0;
  const tell = ledger.completed.bind(ledger);
  ledger.completed = (dueMs, nowMs) => {
    answers++;
    if (answers % ONE_IN !== 0) tell(dueMs, nowMs);
  };
  return ledger;
}

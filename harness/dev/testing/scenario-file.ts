/** Modules of scenarios, as a user writes them. */
// esbuild runs in the folder in which it was loaded, and that of a command under test is removed.
import 'esbuild';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { bundleModule } from '../../config/scenarios/bundle-module.ts';
import { NOTHING_SENT } from '../../load/users/sent-requests.ts';
import { scenarioRef, type UserRef } from '../../load/users/user-ref.ts';
import { temporaryFolder } from './cli.ts';

/** Writes a module and returns its path. It imports everything that it may need. */
export function scenarioFile(context: TestContext, code: string, name = 'visitor.ts'): string {
  const path = join(temporaryFolder(context), name);
  writeFileSync(path, `import * as api from 'cluster-bench';\nconst { ${API} } = api;\n${code}\n`);
  return path;
}

const API = 'check, defineScenario, endIteration, get, pause, pick, post';

/** The virtual user of a script, as load processes get it. */
export async function scriptedUser(context: TestContext, script: string): Promise<UserRef> {
  const path = scenarioFile(context, `export default defineScenario({ *user(context) { ${script} } });`);
  const module = await bundleModule(path, path);
  return { scenario: scenarioRef({ name: 'visitor', module }), ...NOTHING_SENT };
}

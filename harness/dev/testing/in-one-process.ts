/**
 * Runs the test files given as arguments in this one process. They start no processes themselves, and starting a Node
 * for each would take longer than the tests.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

for (const file of process.argv.slice(2)) await import(pathToFileURL(resolve(file)).href);

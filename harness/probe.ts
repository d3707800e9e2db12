import { request } from 'node:http';
import { TargetError } from '../targets/topology.ts';
import { type AnswerRule, bodyCheck, describeRule } from './load/answer-rule.ts';

/**
 * Asks once before the load begins: a target that answers wrongly is not worth a warm-up.
 *
 * @throws {TargetError} when no answer comes in time, or not a correct one
 */
export async function probe(url: string, rule: AnswerRule, timeoutSeconds: number): Promise<void> {
  const { status, body } = await get(url, timeoutSeconds);
  const { pathname } = new URL(url);
  const answer = `GET ${pathname} answered ${status}${body ? `, ${excerpt(body)}` : ''}`;
  if (status < 200 || status > 299) {
    const mend = status === 404 ? ' (--path names another route)' : '';
    throw new TargetError({ reason: `${answer}${mend}`, lastLines: [] });
  }
  if (!bodyCheck(rule)(body)) {
    const mend = "--path names the app's own route, --expect-body a text that its answers hold";
    throw new TargetError({ reason: `${answer}, and not ${describeRule(rule)} (${mend})`, lastLines: [] });
  }
}

function get(url: string, timeoutSeconds: number): Promise<{ status: number; body: string }> {
  const { pathname } = new URL(url);
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) => {
      clearTimeout(timer);
      reject(new TargetError({ reason: `GET ${pathname} ${reason}`, lastLines: [] }, { cause }));
    };
    const sent = request(url, { agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', (error) => fail(`was cut short: ${error.message}`, error));
      response.on('end', () => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
      });
    });
    const timer = setTimeout(() => {
      fail(`got no answer within ${timeoutSeconds} s: the app hangs, or needs longer (--request-timeout)`);
      sent.destroy();
    }, timeoutSeconds * 1_000);
    sent.on('error', (error) => fail(`failed: ${error.message}`, error));
    sent.end();
  });
}

/** Enough of a body to tell what it is. */
function excerpt(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim();
  return JSON.stringify(line.length > 80 ? `${line.slice(0, 80)}…` : line);
}

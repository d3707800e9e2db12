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
  if (status < 200 || status > 299) {
    const mend = status === 404 ? ' (--path names another route)' : '';
    throw new TargetError({ reason: `GET ${pathname} answered ${status}${mend}`, lastLines: excerpt(body) });
  }
  if (!bodyCheck(rule)(body)) {
    const mend = "--path names the app's own route, --expect-body a text that its answers hold";
    throw new TargetError({
      reason: `GET ${pathname} answered ${status}, but not ${describeRule(rule)} (${mend})`,
      lastLines: excerpt(body),
    });
  }
}

function get(url: string, timeoutSeconds: number): Promise<{ status: number; body: string }> {
  const { pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) => {
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
    sent.on('error', (error) => {
      clearTimeout(timer);
      fail(`failed: ${error.message}`, error);
    });
    sent.end();
  });
}

function excerpt(body: string): string[] {
  return body === '' ? [] : [body.slice(0, 200)];
}

/** ResponseRule says what a correct response is, in a form that can be sent to a load process. */
import { scenarios } from '../../scenarios/index.ts';

export interface ResponseRule {
  /** Expected statuses; null for any 2xx status. */
  readonly statuses: readonly number[] | null;
  readonly body: BodyRule;
}

export type BodyRule =
  | { readonly kind: 'scenario'; readonly name: string }
  | { readonly kind: 'contains'; readonly text: string }
  /** Any body: the scenario knows nothing about the path that the user named. */
  | { readonly kind: 'any' };

export function statusCheck({ statuses }: ResponseRule): (status: number) => boolean {
  return statuses === null
    ? (status) => status >= 200 && status <= 299
    : (status) => statuses.includes(status);
}

/** bodyCheck returns a check that does not parse a body again if it equals the last correct one. */
export function bodyCheck({ body: rule }: ResponseRule): (body: string) => boolean {
  if (rule.kind === 'any') return () => true;
  const isCorrect =
    rule.kind === 'contains' ? (body: string) => body.includes(rule.text) : scenarioCheck(rule.name);
  let lastCorrect: string | undefined;
  return (body) => {
    if (body === lastCorrect) return true;
    if (!isCorrect(body)) return false;
    lastCorrect = body;
    return true;
  };
}

/** describeRule states the rule in words, for messages about a response that breaks it. */
export function describeRule({ body: rule }: ResponseRule): string {
  if (rule.kind === 'contains') return `a body that contains ${JSON.stringify(rule.text)}`;
  return rule.kind === 'scenario' ? `the response that scenario ${rule.name} expects` : 'any body';
}

function scenarioCheck(name: string): (body: string) => boolean {
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (!scenario) throw new Error(`no scenario is named ${name}`);
  return scenario.user.run({ path: null }).expect ?? (() => true);
}

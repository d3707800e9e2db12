/** What a correct response's body is, in a form that can be handed to a load process. */
import { scenarios } from '../../scenarios/index.ts';

export interface ResponseRule {
  /** Expected statuses; null for any of 2xx. */
  readonly statuses: readonly number[] | null;
  readonly body: BodyRule;
}

export type BodyRule =
  | { readonly kind: 'scenario'; readonly name: string }
  | { readonly kind: 'contains'; readonly text: string }
  /** Any body: the user named a path of which the scenario knows nothing. */
  | { readonly kind: 'any' };

export function statusCheck({ statuses }: ResponseRule): (status: number) => boolean {
  return statuses === null
    ? (status) => status >= 200 && status <= 299
    : (status) => statuses.includes(status);
}

/** A check that does not parse again a body equal to the last correct one. */
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

/** The rule in words, for a message about a response that breaks it. */
export function describeRule({ body: rule }: ResponseRule): string {
  if (rule.kind === 'contains') return `a body that holds ${JSON.stringify(rule.text)}`;
  return rule.kind === 'scenario' ? `the response that scenario ${rule.name} expects` : 'any body';
}

function scenarioCheck(name: string): (body: string) => boolean {
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (!scenario) throw new Error(`no scenario is named ${name}`);
  return scenario.user.run({ path: null }).expect ?? (() => true);
}

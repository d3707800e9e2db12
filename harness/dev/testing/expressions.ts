/** Evaluates the expressions of workflows and actions with GitHub's own engine. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** Contexts by name: `inputs`, `steps`, `github`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** conditionOf evaluates an `if:`, which needs no `${{ }}`. */
export function conditionOf(expression: string, contexts: Contexts): boolean {
  const value = evaluate(expression, contexts);
  return !['', 'false', '0'].includes(value);
}

/** filled replaces every `${{ }}` of a text. */
export function filled(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => evaluate(expression, contexts));
}

function evaluate(expression: string, contexts: Contexts): string {
  const { tokens } = new Lexer(expression.trim()).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), []).parse();
  const context = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(parsed, context).evaluate().coerceString();
}

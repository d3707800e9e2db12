/** Pieces of GitHub's Markdown; what is empty is left out together with what introduces it. */

/** Parted by empty lines; ends in a newline. */
export function blocks(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

export function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence}`).join('\n');
}

export function section(heading: string, body: string): string {
  return body === '' ? '' : `${heading}\n\n${body}`;
}

export function details(summary: string, body: string): string {
  return body === '' ? '' : `<details><summary>${summary}</summary>\n\n${body.trimEnd()}\n\n</details>`;
}

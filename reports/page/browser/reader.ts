/** Figures as a screen reader speaks them. */
export interface Reader {
  /** Announces a value. */
  readonly say: (words: string) => void;
  /** Tells of the keys that read a figure. */
  readonly describe: (canvas: HTMLCanvasElement) => void;
}

export function addReader(): Reader {
  const voice = unseen('figure-voice', '');
  voice.setAttribute('role', 'status');
  voice.setAttribute('aria-live', 'polite');
  const keys = unseen('figure-keys', 'Arrow keys read its values and marked events.');
  return {
    say: (words) => {
      voice.textContent = words;
    },
    describe: (canvas) => canvas.setAttribute('aria-describedby', keys.id),
  };
}

function unseen(id: string, words: string): HTMLElement {
  const element = document.createElement('p');
  element.id = id;
  element.className = 'unseen';
  element.textContent = words;
  document.body.append(element);
  return element;
}

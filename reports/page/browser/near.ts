/** Share of the viewport's height, above and below it, in which figures are drawn before they are seen. */
const MARGIN = '50% 0px';

/** The address ends in `?draw=all` where everything is wanted at once, as for a picture of the whole page. */
const wantsAll = new URLSearchParams(location.search).get('draw') === 'all';

/** Calls back once it is known whether an element is near the viewport, and whenever that changes. */
export function watchNear(element: Element, onChange: (isNear: boolean) => void): void {
  if (wantsAll) {
    onChange(true);
    return;
  }
  const observer = new IntersectionObserver((changes) => onChange(changes.at(-1)?.isIntersecting === true), {
    rootMargin: MARGIN,
  });
  observer.observe(element);
}

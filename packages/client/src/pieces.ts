/** Stylesheets of pieces that did not come. Vite's loader takes them for loaded and would show the piece without them. */
const missing = new Set<string>()

// What fails to load says so to itself only; on its way there it can be heard.
globalThis.document?.addEventListener(
  'error',
  ({ target }) => {
    const href =
      target instanceof HTMLLinkElement && target.rel === 'stylesheet' && target.getAttribute('href')
    if (href) missing.add(href)
  },
  { capture: true },
)

/**
 * A piece of the app that is fetched when it is needed, whole: with the styles that an earlier try could not get. One that
 * is out of reach is a network that is gone, and is tried again; the router's own answer, to reload the page, would land
 * on the browser's page without a connection, and lose what is typed.
 * @example lazyRouteComponent(piece(() => import('./more-screen.tsx')), 'MoreScreen')
 */
export const piece =
  <T>(load: () => Promise<T>): (() => Promise<T>) =>
  async () => {
    await Promise.all([...missing].map(bringStyles))
    try {
      return await load()
    } catch (error) {
      throw isOutOfReach(error)
        ? new TypeError('A piece of the app is out of reach.', { cause: error })
        : error
    }
  }

/** In the words of Chromium, Firefox, Safari, and of Vite for styles. */
export const isOutOfReach = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|^Importing a module script failed|^Unable to preload CSS/i.test(error.message)

const underWay = new Map<string, Promise<void>>()
/** Fetches a stylesheet again; pieces of one page, which share it, wait for one fetch. */
const bringStyles = (href: string): Promise<void> => {
  const going = underWay.get(href)
  if (going) return going
  const fetched = new Promise<void>((resolve, reject) => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]'))
      if (link.getAttribute('href') === href) link.remove()
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.onload = () => {
      missing.delete(href)
      resolve()
    }
    link.onerror = () => reject(new TypeError('The styles of a piece are out of reach.'))
    document.head.append(link)
  }).finally(() => underWay.delete(href))
  underWay.set(href, fetched)
  return fetched
}

/**
 * Starts the app over when a new version on the server has taken the pieces of this one away. A piece that is only out of
 * reach is left to the next try: a reload without a connection would lose the page, and what is typed on it.
 * @param home where the app's page is, as `/app/`
 */
export const followNewVersion = (home: string): void =>
  addEventListener('vite:preloadError', () => {
    void isOutdated(home).then(outdated => {
      if (outdated) location.reload()
    })
  })

/** Whether the server's page begins with another script than ours did. */
async function isOutdated(home: string): Promise<boolean> {
  const ours = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src')
  const page = await fetch(home, { cache: 'no-store' }).then(
    answer => (answer.ok ? answer.text() : null),
    () => null,
  )
  return page !== null && !!ours && !page.includes(ours)
}

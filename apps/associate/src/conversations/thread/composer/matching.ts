type Reply = { readonly title: string; readonly message: string }

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The replies that have every word of `filter`, those with it in the title first; accents do not matter. */
export function matching<R extends Reply>(replies: readonly R[], filter: string): readonly R[] {
  const words = plain(filter).split(/\s+/u).filter(Boolean)
  if (words.length === 0) return replies
  const inTitle = (reply: R) => words.every(word => plain(reply.title).includes(word))
  return replies
    .filter(reply => words.every(word => plain(`${reply.title} ${reply.message}`).includes(word)))
    .sort((a, b) => Number(inTitle(b)) - Number(inTitle(a)))
}

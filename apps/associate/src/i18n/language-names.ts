/** Every language a customer may be written to in, by its name in the reader's language. */
export const languageName = (tag: string, reader: string): string =>
  new Intl.DisplayNames(reader, { type: 'language' }).of(tag) ?? tag

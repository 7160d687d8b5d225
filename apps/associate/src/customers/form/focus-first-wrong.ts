/** Takes the reader to the first field that is refused, once the screen says so. */
export const focusFirstWrong = (form: HTMLElement): void => {
  requestAnimationFrame(() => {
    const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"]')
    wrong?.focus({ preventScroll: true })
    wrong?.scrollIntoView({ block: 'center' })
  })
}

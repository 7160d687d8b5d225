/** The port to whoever carries emails. Adapters live in folders of their own and are seen only by the wiring. */
export type EmailProvider = {
  /**
   * Hands one mail over. Taken is not delivered. The same id twice is recognisable as the same mail, so what may have been
   * taken can be handed over again.
   * @throws EmailRejected when it will not be taken, and why
   * @throws EmailUnavailable when it was not, or may have been, taken
   */
  send(mail: OutgoingEmail): Promise<void>
}

export type OutgoingEmail = {
  /** Of the row that wants it sent; its Message-ID is made of it. */
  id: string
  /** Beside the business's own address. */
  fromName: string
  to: string
  /** BCP 47. */
  language: string
  subject: string
  text: string
  html: string
  attachments: readonly { fileName: string; contentType: string; content: Uint8Array }[]
}

/** It will not be taken: trying again changes nothing. */
export class EmailRejected extends Error {
  /** SMTP's, as 550. */
  readonly code: number | null
  constructor(code: number | null, message: string) {
    super(message)
    this.code = code
  }
}

/** Out of reach, busy, or its answer was lost. */
export class EmailUnavailable extends Error {}

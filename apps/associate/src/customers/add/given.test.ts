import { expect, test } from 'vitest'
import { looksLikeEmail } from './given.ts'

test.each(['', '  ', 'a@b.de', " Maya.O'Neil+shop@mail.maison-alder.example "])(
  'CUS-7: %j may be sent',
  email => {
    expect(looksLikeEmail(email)).toBe(true)
  },
)
test.each(['a@b', 'a b@c.de', 'tést@example.de', 'a@exämple.de', 'a..b@c.de', '.a@b.de', 'a@b.de,c@d.de'])(
  'CUS-7: %j is told at its field, not by the server’s refusal',
  email => {
    expect(looksLikeEmail(email)).toBe(false)
  },
)

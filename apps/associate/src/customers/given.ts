type Form = { firstName: string; lastName: string; phone: string; email: string }

/** What was typed, without the fields left empty. */
export const given = ({ firstName, lastName, phone, email }: Form) => ({
  firstName: firstName.trim(),
  lastName: lastName.trim(),
  ...(phone.trim() ? { phone: phone.trim() } : {}),
  ...(email.trim() ? { email: email.trim() } : {}),
})

/** Empty, or something at somewhere; the server decides. */
export const looksLikeEmail = (email: string): boolean => /^(\s*|\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*)$/.test(email)

import type { Language, NoteLabel } from '@rapport/contract'

/** A note of the demo: when (see `momentOf`), by whom, what. `{theo}` in it mentions a colleague. */
export type ToldNote = {
  when: string
  by: string
  body: string
  labels?: readonly NoteLabel[]
  pinned?: true
}

/** Notes on the people of the design, by their full names. */
export const toldNotes: Readonly<Record<string, readonly ToldNote[]>> = {
  'Priya Raman': [
    {
      when: '190d 17:20',
      by: 'maya',
      body: 'Unlined jackets only, she runs warm. Loves deep greens, never wears pink.',
      labels: ['preference'],
      pinned: true,
    },
    {
      when: '364d 11:05',
      by: 'maya',
      body: 'Birthday: sent a handwritten note with the rose scarf. She was moved.',
    },
    {
      when: '189d 10:30',
      by: 'theo',
      body: 'Sand blazer: sleeves 2 cm shorter, tailor has her measurements.',
      labels: ['size'],
    },
    {
      when: '1d 18:02',
      by: 'maya',
      body: '{theo} she picks the blazer up on Friday while I am in Hamburg. Please have the wide trousers in 38 ready with it.',
      labels: ['request'],
    },
  ],
  'Jonas Weber': [
    {
      when: '60d 15:40',
      by: 'maya',
      body: 'Wears 50, long arms. Comes with his dog, who likes the rug by the window.',
      labels: ['size', 'preference'],
      pinned: true,
    },
    {
      when: '4d 12:10',
      by: 'theo',
      body: 'Asked whether the navy coat is lined. {maya} will answer him.',
      labels: ['request'],
    },
  ],
  'Aiko Tanabe': [
    {
      when: '36d 18:00',
      by: 'maya',
      body: 'Cashmere, always the softest there is. Her sister wears 36, likes ivory.',
      labels: ['preference'],
    },
  ],
  'Inès Laurent': [
    {
      when: '14d 16:15',
      by: 'maya',
      body: 'Moss slip dress: hem up 3 cm, ready on Tuesday. Tell her by message, she is in Lille.',
      labels: ['request'],
    },
    {
      when: '200d 13:00',
      by: 'theo',
      body: 'Prefers French, understands German.',
      labels: ['preference'],
      pinned: true,
    },
  ],
  'Nadia Benali': [
    {
      when: '33d 17:45',
      by: 'maya',
      body: 'Wants the loafers in 38 as soon as they are back.',
      labels: ['request', 'size'],
    },
  ],
  'Ewa Kowalska': [
    {
      when: '70d 12:25',
      by: 'maya',
      body: 'The bottle-green bag is for her daughter’s graduation. Ask how it went.',
      labels: ['feedback'],
    },
  ],
  'Margarethe von Stetten': [
    {
      when: '80d 11:00',
      by: 'clara',
      body: 'Please call, do not write, before noon. Parks in the yard; tell the porter.',
      labels: ['preference'],
      pinned: true,
    },
    {
      when: '75d 14:30',
      by: 'maya',
      body: 'Very pleased with the camel coat: “the best since my mother’s”.',
      labels: ['feedback'],
    },
  ],
}

/** Notes for everybody else, in the language one speaks with them. */
export const dealtNotes: Partial<
  Record<Language, readonly { body: string; labels: readonly NoteLabel[] }[]>
> = {
  en: [
    { body: 'Likes to be shown three things, not ten.', labels: ['preference'] },
    { body: 'Shoulders between two sizes; take the larger and have it altered.', labels: ['size'] },
    { body: 'Asked for a scarf to go with the coat.', labels: ['request'] },
    { body: 'Wool itches: cotton, linen and silk only.', labels: ['preference'] },
    { body: 'Comes on Saturday mornings, with little time.', labels: ['preference'] },
    { body: 'The zip of the boots was stiff; waxed it, all is well now.', labels: ['feedback'] },
    { body: 'Looking for something for a wedding in spring.', labels: ['request'] },
    { body: 'Thanked us for the careful wrapping.', labels: ['feedback'] },
  ],
  de: [
    { body: 'Mag gedeckte Farben, am liebsten Anthrazit und Flaschengrün.', labels: ['preference'] },
    { body: 'Zwischen zwei Größen; die größere nehmen und enger machen.', labels: ['size'] },
    { body: 'Sucht etwas für die Konfirmation der Tochter.', labels: ['request'] },
    { body: 'War mit der Änderung sehr zufrieden.', labels: ['feedback'] },
    { body: 'Bitte nur vormittags anrufen.', labels: ['preference'] },
    { body: 'Verträgt keine Wolle auf der Haut.', labels: ['preference'] },
  ],
  fr: [
    { body: 'Aime les coupes amples et le lin.', labels: ['preference'] },
    { body: 'Taille entre le 38 et le 40, prendre le 40.', labels: ['size'] },
    { body: 'Cherche un manteau pour l’hiver prochain.', labels: ['request'] },
    { body: 'Très contente de la retouche.', labels: ['feedback'] },
    { body: 'Préfère venir en semaine, après 18 heures.', labels: ['preference'] },
  ],
  ja: [
    { body: '落ち着いた色がお好み。', labels: ['preference'] },
    { body: '袖はいつも二センチ詰める。', labels: ['size'] },
    { body: 'シルクのスカーフをお探し。', labels: ['request'] },
    { body: 'お直しにとてもご満足。', labels: ['feedback'] },
  ],
}

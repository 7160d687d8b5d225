import { NativeSelect } from '@mantine/core'
import type { Channel, ConsentState } from '@rapport/contract'
import { Chip } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { channels, states } from '../clean-filter.ts'
import { withPart } from '../conditions.ts'
import type { Part } from './part.ts'
import css from './section.module.css'
import { Choices, Fields, Section } from './section.tsx'

/** Whether they want to hear from us, on any channel and on each; and by which they can be reached now. */
export const ConsentSections = ({ filter, onChange }: Part) => {
  const { t } = useTranslation()
  const ask = (channel: Channel, state: ConsentState | undefined) => {
    const { [channel]: _before, ...others } = filter.consent ?? {}
    onChange(withPart(filter, 'consent', state ? { ...others, [channel]: state } : others))
  }
  const toggle = (channel: Channel) => {
    const now = filter.reachable ?? []
    const next = now.includes(channel) ? now.filter(each => each !== channel) : [...now, channel]
    onChange(withPart(filter, 'reachable', next))
  }
  return (
    <>
      <Section title={t('filter.section.consent')}>
        <Choices
          options={states.map(value => ({ value, label: t(`filter.heart.${value}`) }))}
          chosen={value => filter.heart === value}
          onChoose={value => onChange(withPart(filter, 'heart', value))}
        />
        <Fields>
          {channels.map(channel => (
            <NativeSelect
              key={channel}
              label={t(`channel.${channel}`)}
              value={filter.consent?.[channel] ?? ''}
              onChange={event =>
                ask(
                  channel,
                  states.find(state => state === event.currentTarget.value),
                )
              }
              data={[
                { value: '', label: t('filter.any') },
                ...states.map(value => ({ value, label: t(`filter.state.${value}`) })),
              ]}
            />
          ))}
        </Fields>
      </Section>
      <Section title={t('filter.section.channel')}>
        <div className={css.choices}>
          {channels.map(channel => (
            <Chip
              key={channel}
              on={filter.reachable?.includes(channel) ?? false}
              onToggle={() => toggle(channel)}
            >
              {t(`channel.${channel}`)}
            </Chip>
          ))}
        </div>
      </Section>
    </>
  )
}

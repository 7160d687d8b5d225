import { Button } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { ImportDetail } from '@rapport/contract'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import css from './wizard.module.css'

const shown = 20

/** The first records that were not taken, with why; all of them as a file to mend and import again. */
export const Refusals = ({ job, refused }: { job: ImportDetail; refused: number }) => {
  const { t } = useTranslation()
  const { data } = useQuery(
    orpc.imports.refusals.queryOptions({
      input: { importId: job.id, limit: shown },
      enabled: refused > 0 && !job.fileGone,
      staleTime: 0,
    }),
  )
  if (refused === 0) return null
  if (job.fileGone) return <p className="soft">{t('imports.refusalsGone')}</p>
  return (
    <>
      <div className={css.row}>
        <h3 className={css.section} style={{ flex: 1 }}>
          {t('imports.notTaken', { count: refused })}
        </h3>
        <Button
          variant="default"
          component="a"
          href={`/api/v1/imports/${job.id}/refusals-file`}
          download
          leftSection={<IconDownload size={18} stroke={1.7} aria-hidden />}
        >
          {t('imports.download')}
        </Button>
      </div>
      <ul className={css.refusals}>
        {data?.items.map(refusal => (
          <li key={`${refusal.line} ${refusal.record}`}>
            {t('imports.lineSays', { line: refusal.line, reason: refusal.reason })}
            <small>{refusal.record}</small>
          </li>
        ))}
      </ul>
      {refused > shown && <p className="soft">{t('imports.moreInFile', { count: refused - shown })}</p>}
    </>
  )
}

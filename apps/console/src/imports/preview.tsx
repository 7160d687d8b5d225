import { orpc } from '@rapport/client'
import type { ImportDetail } from '@rapport/contract'
import { SkeletonRows } from '@rapport/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../parts/load-failed.tsx'
import { useFieldLabel } from './field-label.ts'
import css from './preview.module.css'
import wizard from './wizard.module.css'

const mostColumns = 9

/** The first records as they will be read; what will be refused says why. */
export const Preview = ({ job }: { job: ImportDetail }) => {
  const { t } = useTranslation()
  const label = useFieldLabel(job.kind)
  const query = useQuery(
    orpc.imports.preview.queryOptions({
      input: { importId: job.id },
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  )
  const rows = query.data?.rows ?? []
  const keys = [...new Set(rows.flatMap(row => Object.keys(row.values)))]
    .filter(key => !['source', 'version', 'guest'].includes(key))
    .slice(0, mostColumns)
  return (
    <>
      <h3 className={wizard.section}>{t('imports.preview')}</h3>
      {query.error && <LoadFailed error={query.error} onRetry={() => query.refetch()} />}
      {query.isPending && <SkeletonRows label={t('app.loading')} rows={3} />}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        <section className={css.preview} tabIndex={0} aria-label={t('imports.preview')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('imports.line')}</th>
                {keys.map(key => (
                  <th key={key} scope="col">
                    {label(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.line}>
                  <td className="num">{row.line}</td>
                  {row.refusal === null ? (
                    keys.map(key => <td key={key}>{row.values[key] ?? ''}</td>)
                  ) : (
                    <td colSpan={Math.max(1, keys.length)} className={css.why}>
                      {t('imports.willRefuse', { reason: row.refusal })}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}

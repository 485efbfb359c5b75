import type { PeriodHead } from '@/api/periods'
import { t } from '@/i18n'

/** A period as people call it: by its month, or by the day on which its week ended. */
export const periodName = (report: Pick<PeriodHead, 'id' | 'kind'>): string => t(`periods.${report.kind}`, { which: report.id.slice(report.kind.length + 1) })

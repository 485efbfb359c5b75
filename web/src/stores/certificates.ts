import { computed, shallowRef } from 'vue'
import * as calls from '@/api/calls'
import type { Certificate, CertificateRefusal } from '@/api/types'
import { remote } from './remote'
import { roles } from './session'

const SEE = ['admin', 'supervisor', 'technician']

export const maySee = computed(() => roles.value.some((role) => SEE.includes(role)))
/** Whom the gateway believes is decided by administrators; the gateway asks again. */
export const mayDecide = computed(() => roles.value.includes('admin'))

const all = shallowRef<readonly Certificate[]>([])

export const certificates = remote(async (isCurrent) => {
  const list = maySee.value ? await calls.certificates() : []
  if (isCurrent()) all.value = list
})

export const ownCertificate = computed(() => all.value.find((one) => one.standing === 'own'))
export const trustedCertificates = computed(() => all.value.filter((one) => one.standing === 'trusted'))

/** What a connection refuses now, and why. */
export function refusedBy(connection: string): { certificate: Certificate; refusal: CertificateRefusal } | null {
  for (const certificate of all.value) {
    const refusal = certificate.refusals.find((one) => one.connection === connection)
    if (refusal) return { certificate, refusal }
  }
  return null
}

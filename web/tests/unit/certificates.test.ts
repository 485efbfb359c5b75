import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import type { Certificate } from '@/api/types'
import CertificatePanel from '@/components/CertificatePanel.vue'
import RefusedCertificate from '@/components/RefusedCertificate.vue'
import { now } from '@/composables/time'
import { i18n } from '@/i18n'
import { certificates, refusedBy } from '@/stores/certificates'
import { signIn } from '@/stores/session'

const plc: Certificate = {
  sha256: '9f3a'.repeat(16), sha1: '12bc'.repeat(10), standing: 'rejected', subject: 'CN=PLC 1', issuer: 'CN=PLC 1', valid_from: '2026-01-01T00:00:00.000Z', valid_to: '2031-01-01T00:00:00.000Z',
  application_uri: 'urn:plc', hosts: ['plc-1'], authority: false, ends_soon: false, refusals: [{ connection: 'lift', at: '2026-11-20T19:12:00.000Z', reason: 'untrusted', words: 'server …' }],
}
const own: Certificate = { ...plc, sha256: '77aa'.repeat(16), standing: 'own', subject: 'CN=Zhiban', ends_soon: true, refusals: [] }

const show = (component: Component, props: object = {}) => mount(component, { props, global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })

async function signedInAs(role: string): Promise<void> {
  vi.spyOn(calls, 'signIn').mockResolvedValue({ user: role, roles: [role] } as never)
  await signIn(role, 'x')
}

const press = async (testid: string) => {
  document.querySelector<HTMLElement>(`[data-testid=${testid}]`)!.click()
  await vi.dynamicImportSettled()
  await flushPromises()
}

beforeEach(() => {
  now.value = Date.parse('2026-11-20T19:20:00.000Z')
})
afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe('a certificate that a link refuses', () => {
  const refused = () => show(RefusedCertificate, { certificate: plc, refusal: plc.refusals[0] })

  it('shows whose it is and its thumbprint in groups', async () => {
    await signedInAs('technician')
    const text = refused().text()
    for (const part of ['CN=PLC 1', '自签名', '尚未信任', 'urn:plc', '9F3A 9F3A 9F3A', '12BC 12BC']) expect(text).toContain(part)
  })

  it('is trusted by nobody but administrators', async () => {
    await signedInAs('technician')
    const row = refused()
    expect(row.find('[data-testid=trust]').exists()).toBe(false)
    expect(row.text()).toContain('请管理员核对指纹后信任')
  })

  it('is trusted after a dialogue that tells to compare the thumbprint', async () => {
    await signedInAs('admin')
    const send = vi.spyOn(calls, 'decideCertificate').mockResolvedValue()
    const list = vi.spyOn(calls, 'certificates').mockResolvedValue([{ ...plc, standing: 'trusted', refusals: [] }])
    refused()
    await press('trust')
    expect(send).not.toHaveBeenCalled()
    expect(document.body.textContent).toContain('必须与下面的指纹逐字相同')
    await press('certificate-confirm')
    expect(send).toHaveBeenCalledExactlyOnceWith(plc.sha256, 'trust', expect.stringMatching(/-/))
    expect(list).toHaveBeenCalledOnce()
    expect(document.querySelector('[data-testid=certificate-confirm]')).toBeNull()
  })

  it('is asked for again under the same key when the gateway did not answer', async () => {
    await signedInAs('admin')
    const send = vi.spyOn(calls, 'decideCertificate').mockRejectedValue(new ApiError({ status: 0 }))
    refused()
    await press('trust')
    await press('certificate-confirm')
    await press('certificate-confirm')
    expect(send).toHaveBeenCalledTimes(2)
    expect(send.mock.calls[0]![2]).toBe(send.mock.calls[1]![2])
  })

  it('that has expired is not offered to be trusted', async () => {
    await signedInAs('admin')
    const row = show(RefusedCertificate, { certificate: plc, refusal: { ...plc.refusals[0], reason: 'expired' } })
    expect(row.text()).toContain('证书已过期')
    expect(row.find('[data-testid=trust]').exists()).toBe(false)
  })
})

describe('the list of certificates', () => {
  it('is not asked for by who may not see it', async () => {
    await signedInAs('operator')
    const list = vi.spyOn(calls, 'certificates')
    await certificates.refresh()
    expect(list).not.toHaveBeenCalled()
    expect(refusedBy('lift')).toBeNull()
  })

  it('offers our own as a file, says that it ends soon, and renews it', async () => {
    await signedInAs('admin')
    vi.spyOn(calls, 'certificates').mockResolvedValue([own, plc])
    const renew = vi.spyOn(calls, 'renewCertificate').mockResolvedValue()
    await certificates.refresh()
    expect(refusedBy('lift')?.certificate.sha256).toBe(plc.sha256)
    const panel = show(CertificatePanel)
    expect(panel.find('[data-testid=own-der]').attributes('href')).toBe('/api/v1/certificates/own?format=der')
    expect(panel.text()).toContain('到期，请重新签发')
    await press('renew')
    await press('certificate-confirm')
    expect(renew).toHaveBeenCalledOnce()
  })

  it('takes trust back from a server after a dialogue', async () => {
    await signedInAs('admin')
    vi.spyOn(calls, 'certificates').mockResolvedValue([{ ...plc, standing: 'trusted', refusals: [] }])
    const send = vi.spyOn(calls, 'decideCertificate').mockResolvedValue()
    await certificates.refresh()
    show(CertificatePanel)
    await press('reject')
    await press('certificate-confirm')
    expect(send).toHaveBeenCalledExactlyOnceWith(plc.sha256, 'reject', expect.anything())
  })
})

import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** A choice that stands in the page's address, so that it can be sent and Back undoes it. */
export function useQuery(name: string, replace = false): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => {
      const value = route.query[name]
      return typeof value === 'string' ? value : ''
    },
    set: (value) => {
      const query = { ...route.query, [name]: value || undefined }
      void (replace ? router.replace({ query, hash: route.hash }) : router.push({ query, hash: route.hash }))
    },
  })
}

import { shallowRef } from 'vue'

/** Counts what the gateway tells of notices; a page that shows them asks again when it moves. */
export const noticeNews = shallowRef(0)

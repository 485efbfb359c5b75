/** From a site folder to a {@link org.zhiban.model.site.Site}, or to all that is wrong with it. */
@NullMarked
package org.zhiban.gateway.config;

import org.jspecify.annotations.NullMarked;

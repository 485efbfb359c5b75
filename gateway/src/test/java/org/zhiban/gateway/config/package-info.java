/** Tests of the site loader. */
@NullMarked
package org.zhiban.gateway.config;

import org.jspecify.annotations.NullMarked;

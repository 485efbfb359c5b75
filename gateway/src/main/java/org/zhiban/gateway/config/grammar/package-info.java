/** The site language: one table of keys a mapping. */
@NullMarked
package org.zhiban.gateway.config.grammar;

import org.jspecify.annotations.NullMarked;

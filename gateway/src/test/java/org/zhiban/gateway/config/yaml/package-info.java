/** Tests of the YAML tree. */
@NullMarked
package org.zhiban.gateway.config.yaml;

import org.jspecify.annotations.NullMarked;

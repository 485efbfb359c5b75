/** YAML 1.2 as a tree in which everything knows where it stands. */
@NullMarked
package org.zhiban.gateway.config.yaml;

import org.jspecify.annotations.NullMarked;

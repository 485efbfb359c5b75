/** The built-in site that the demo runs on. */
@NullMarked
package org.zhiban.gateway.demo;

import org.jspecify.annotations.NullMarked;

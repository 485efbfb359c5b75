@NullMarked
package org.zhiban.rules.paper;

import org.jspecify.annotations.NullMarked;

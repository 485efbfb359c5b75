@NullMarked
package org.zhiban.rules.figures;

import org.jspecify.annotations.NullMarked;

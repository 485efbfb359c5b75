/** Which weeks and months are over and have no report yet. */
@NullMarked
package org.zhiban.rules.report;

import org.jspecify.annotations.NullMarked;

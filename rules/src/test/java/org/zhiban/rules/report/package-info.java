/** Tests of the reports of weeks and months. */
@NullMarked
package org.zhiban.rules.report;

import org.jspecify.annotations.NullMarked;

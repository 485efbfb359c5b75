/** Tests of the reports of weeks and months on disk. */
@NullMarked
package org.zhiban.gateway.reports;

import org.jspecify.annotations.NullMarked;

/** Keeps the reports of weeks and months. */
@NullMarked
package org.zhiban.gateway.reports;

import org.jspecify.annotations.NullMarked;

/** Zhiban gateway: the running process: configuration, acquisition, alarms, work orders, API. */
@NullMarked
package org.zhiban.gateway;

import org.jspecify.annotations.NullMarked;

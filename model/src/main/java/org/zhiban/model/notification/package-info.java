/** What is said to whom about alarms: pending steps, messages and their deliveries. */
@NullMarked
package org.zhiban.model.notification;

import org.jspecify.annotations.NullMarked;

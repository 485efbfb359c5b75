/** The ways out of the building, one class a way, all behind {@link Notifier}. */
@NullMarked
package org.zhiban.gateway.notify.channel;

import org.jspecify.annotations.NullMarked;

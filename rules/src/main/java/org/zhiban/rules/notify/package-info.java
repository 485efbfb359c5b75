/** From alarms to messages that are due: who is told what, when, and how often. */
@NullMarked
package org.zhiban.rules.notify;

import org.jspecify.annotations.NullMarked;

/** From the dates of papers to reminders, each once. */
@NullMarked
package org.zhiban.rules.paper;

import org.jspecify.annotations.NullMarked;

/**
 * Zhiban rules: pure decisions: from samples to alarms, from alarms to work orders, from plans to
 * what is due.
 */
@NullMarked
package org.zhiban.rules;

import org.jspecify.annotations.NullMarked;

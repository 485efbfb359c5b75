/** What the machine does with orders whose time runs on: who is reminded, told, asked next. */
@NullMarked
package org.zhiban.rules.followup;

import org.jspecify.annotations.NullMarked;

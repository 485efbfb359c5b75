/** Tests of what the machine does with orders whose time runs on. */
@NullMarked
package org.zhiban.rules.followup;

import org.jspecify.annotations.NullMarked;

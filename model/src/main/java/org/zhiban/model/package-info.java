/** Zhiban model: the vocabulary: what a site, a sample, an alarm, a work order and a plan are. */
@NullMarked
package org.zhiban.model;

import org.jspecify.annotations.NullMarked;

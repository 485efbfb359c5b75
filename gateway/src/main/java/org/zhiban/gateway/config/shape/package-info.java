/**
 * What a value of the site language may look like. A shape reads a value, says what is wrong with
 * it, and describes itself for the documentation; the grammar is a tree of shapes.
 */
@NullMarked
package org.zhiban.gateway.config.shape;

import org.jspecify.annotations.NullMarked;

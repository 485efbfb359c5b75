/** Figures and the rows that they are made of, as tables for a spreadsheet. */
@NullMarked
package org.zhiban.gateway.figures;

import org.jspecify.annotations.NullMarked;

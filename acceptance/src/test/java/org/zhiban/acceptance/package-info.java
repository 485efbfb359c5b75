/**
 * Zhiban acceptance: black-box tests through ./zhiban, HTTP and a browser; the architecture test.
 */
@NullMarked
package org.zhiban.acceptance;

import org.jspecify.annotations.NullMarked;

/** What is wrong with a site folder, in words for the person who wrote it. */
@NullMarked
package org.zhiban.gateway.config.problem;

import org.jspecify.annotations.NullMarked;

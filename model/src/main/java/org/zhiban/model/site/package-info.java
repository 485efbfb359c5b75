/** What a site folder says, as checked records. */
@NullMarked
package org.zhiban.model.site;

import org.jspecify.annotations.NullMarked;

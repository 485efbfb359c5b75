/** What the commissioning commands print: tables for people, JSON, and templates to start from. */
@NullMarked
package org.zhiban.gateway.commissioning;

import org.jspecify.annotations.NullMarked;

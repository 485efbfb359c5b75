/**
 * The embedded historian: a log in order of arrival, the newest samples in memory, and immutable
 * files of compressed chunks by day. {@code docs/data.md} draws the picture.
 */
@NullMarked
package org.zhiban.gateway.telemetry.history;

import org.jspecify.annotations.NullMarked;

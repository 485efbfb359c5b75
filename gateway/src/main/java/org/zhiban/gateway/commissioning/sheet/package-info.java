/** The commissioning sheet: what the gateway shows beside what a person read at the device. */
@NullMarked
package org.zhiban.gateway.commissioning.sheet;

import org.jspecify.annotations.NullMarked;

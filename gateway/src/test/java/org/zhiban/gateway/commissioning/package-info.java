@org.jspecify.annotations.NullMarked
package org.zhiban.gateway.commissioning;

@NullMarked
package org.zhiban.gateway.acquisition.listener;

import org.jspecify.annotations.NullMarked;

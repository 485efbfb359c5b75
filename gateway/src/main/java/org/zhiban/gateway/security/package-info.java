/** Who may do what: passwords, sessions, hashed fields. */
@NullMarked
package org.zhiban.gateway.security;

import org.jspecify.annotations.NullMarked;

/**
 * Twins of OPC UA servers. They stand on Milo as the driver does, the only Java stack that is kept
 * up; what the driver makes of a foreign stack is for tests against a peer in another language.
 */
@NullMarked
package org.zhiban.simulators.opcua;

import org.jspecify.annotations.NullMarked;

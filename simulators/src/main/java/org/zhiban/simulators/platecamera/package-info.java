/** A gate with a camera, a loop and a boom: the cars that pass it. */
@NullMarked
package org.zhiban.simulators.platecamera;

import org.jspecify.annotations.NullMarked;

package org.zhiban.gateway.config.shape;

import java.util.Optional;
import org.zhiban.gateway.config.yaml.Node;

/**
 * Where in the site a value is read.
 *
 * @param equipment whose points a plain name means; empty outside any
 * @param name the key under which the value stands; empty in a list
 * @param lifeSafety whether all that stands here is life safety
 * @param unfilled a template by itself: what holds a variable cannot be judged yet
 */
public record Scope(
    Optional<String> equipment, Optional<Node.Scalar> name, boolean lifeSafety, boolean unfilled) {
  /** The whole site. */
  public static final Scope SITE = new Scope(Optional.empty(), Optional.empty(), false, false);
}

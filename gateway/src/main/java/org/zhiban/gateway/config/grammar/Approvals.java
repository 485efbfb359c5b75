package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.ServiceTargets.ApprovalTier;
import org.zhiban.model.staff.Role;

/** Tiers of amounts, rising without a gap, and who must agree to each. */
record Approvals(ListShape<ApprovalTier> tiers) implements Shape<List<ApprovalTier>> {
  private static final Pattern APPROVER = Pattern.compile("approver-[1-9]");

  private static final Key<Double> UP_TO =
      optional("up_to", Numbers.positive(), "amounts up to this, or");
  private static final Key<Double> ABOVE =
      optional("above", Numbers.notNegative(), "amounts above this");
  private static final Key<List<String>> CHAIN =
      required("chain", ListShape.of(step()), "who must agree, in order; [] for nobody");

  static final Approvals LIST =
      new Approvals(
          ListShape.some(
              MappingShape.<ApprovalTier>of(
                      "a tier of approval",
                      List.of(UP_TO, ABOVE, CHAIN),
                      (values, _) ->
                          new ApprovalTier(
                              values.findDouble(UP_TO),
                              values.findDouble(ABOVE),
                              values.get(CHAIN)))
                  .check(Checks.oneOf(UP_TO, ABOVE))));

  private static Leaf<String> step() {
    List<String> roles = new ArrayList<>();
    for (Role role : Role.values()) {
      if (role != Role.APPROVER) {
        roles.add(role.word());
      }
    }
    String listed = String.join(", ", roles) + ", approver-1 (and so on by level), outside";
    return Leaf.of(
        "a step of approval",
        "it is one of: " + listed,
        scalar -> {
          String word = scalar.text();
          boolean known =
              roles.contains(word) || word.equals("outside") || APPROVER.matcher(word).matches();
          return known ? word : null;
        });
  }

  @Override
  public @Nullable List<ApprovalTier> read(Node node, Reading reading) {
    List<ApprovalTier> read = tiers.read(node, reading);
    if (read == null || !(node instanceof Node.Sequence list)) {
      return null;
    }
    double reached = 0;
    boolean open = false;
    for (int index = 0; index < read.size(); index++) {
      ApprovalTier tier = read.get(index);
      double from = tier.above().orElse(reached);
      double to = tier.upTo().orElse(Double.POSITIVE_INFINITY);
      if (open || from != reached || to <= reached) {
        reading.error(
            list.items().get(index),
            "tiers rise without a gap; the one before ends at " + (open ? "no amount" : reached),
            "sort them by 'up_to', with one 'above' the last of these at the end");
        return null;
      }
      reached = to;
      open = tier.above().isPresent();
    }
    return read;
  }

  @Override
  public String says() {
    return tiers.says();
  }

  @Override
  public List<Shape<?>> parts() {
    return List.of(tiers);
  }
}

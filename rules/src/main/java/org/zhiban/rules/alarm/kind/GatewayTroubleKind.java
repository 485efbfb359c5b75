package org.zhiban.rules.alarm.kind;

import java.util.Optional;
import java.util.Set;
import org.zhiban.model.site.Condition.GatewayTrouble;
import org.zhiban.model.site.GatewayPart;
import org.zhiban.rules.expression.Truth;

/** A part of the gateway's own work fails: it is told so, no point says it. */
final class GatewayTroubleKind implements RuleKind<GatewayTrouble> {
  @Override
  public Optional<Blueprint> compile(GatewayTrouble condition, RuleContext context) {
    return Optional.of(
        new Blueprint(
            Set.of(),
            Set.of(),
            false,
            context.oneTrack(),
            condition.part().failing(),
            surroundings -> new OwnSignal(condition.part(), surroundings.own())));
  }

  private static final class OwnSignal extends Signal {
    private final GatewayPart part;
    private final OwnTroubles own;

    OwnSignal(GatewayPart part, OwnTroubles own) {
      this.part = part;
      this.own = own;
    }

    @Override
    public Truth input(int track) {
      return own.of(part);
    }
  }
}

package org.zhiban.rules.cost;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhiban.model.cost.ApprovalLine;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.Money;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.cost.Payer;
import org.zhiban.model.site.ServiceTargets.ApprovalTier;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.OrderRefusal;

/**
 * Who must agree to what the owner pays [R27]: the chain of the tier that covers the amount, step
 * by step, each by another person. What orders of one equipment cost within {@link #TOGETHER}
 * counts as one amount, so that nothing is gained by splitting it.
 */
public record Approvals(Site site) {
  public static final Duration TOGETHER = Duration.ofDays(30);

  /** What was begun in an emergency is approved within this time. */
  public static final Duration AFTERWARDS = Duration.ofHours(24);

  /** Somebody outside agrees on paper; a manager writes down its number. */
  public static final String OUTSIDE = "outside";

  private static final String APPROVER = "approver-";

  /**
   * How far the approval of an order came.
   *
   * @param own what the order costs
   * @param sum with the other orders of its equipment
   * @param among those, where they raise the tier
   * @param steps of the chain, in order
   * @param passedOver steps that nobody holds but those who did the work or asked
   * @param since when the cost first needed what is missing; empty: nothing is missing
   */
  public record Standing(
      Money own,
      Money sum,
      List<String> among,
      List<Step> steps,
      List<String> passedOver,
      Optional<Instant> since) {
    public Standing {
      among = List.copyOf(among);
      steps = List.copyOf(steps);
      passedOver = List.copyOf(passedOver);
    }

    /** The step that comes next. */
    public Optional<Step> next() {
      return steps.stream().filter(step -> step.given.isEmpty()).findFirst();
    }

    public Optional<Instant> dueAt() {
      return since.map(moment -> moment.plus(AFTERWARDS));
    }

    public boolean overdue(Instant now) {
      return dueAt().filter(due -> due.isBefore(now)).isPresent();
    }

    /** How many steps are still to be taken. */
    public int missing() {
      return (int) steps.stream().filter(step -> step.given.isEmpty()).count();
    }
  }

  /** A link of the chain, and by what it was given. */
  public record Step(String name, Optional<ApprovalLine> given) {}

  /** How far the approval came. */
  public Standing standing(WorkOrder order, Books books, Instant now) {
    OrderCosts costs = books.own();
    Set<String> interested = interested(order, costs);
    Money own = amount(costs);
    Money sum = own;
    List<String> among = new ArrayList<>();
    for (Books.Beside other : books.beside()) {
      Money part = lately(other, now);
      if (own.positive() && part.positive()) {
        sum = sum.plus(part);
        among.add(other.order().id());
      }
    }
    Money beside = new Money(sum.minor() - own.minor());
    List<Step> steps = steps(costs, beside, interested);
    boolean split = !chain(sum).equals(chain(own));
    boolean missing = steps.stream().anyMatch(step -> step.given.isEmpty());
    return new Standing(
        own,
        sum,
        split ? among : List.of(),
        steps,
        steps.isEmpty()
            ? List.of()
            : chain(sum).stream()
                .filter(name -> steps.stream().noneMatch(step -> step.name.equals(name)))
                .toList(),
        missing ? since(costs, beside, interested) : Optional.empty());
  }

  /** Who did the work, or asked for its money, agrees to none of it. */
  private static Set<String> interested(WorkOrder order, OrderCosts costs) {
    return Stream.concat(
            order.hands().stream(),
            costs.approvals().stream().filter(ApprovalLine::request).map(ApprovalLine::by))
        .collect(Collectors.toSet());
  }

  /** What the owner pays, and at least what was asked for last. */
  private static Money amount(OrderCosts costs) {
    return costs.approvals().stream()
        .filter(ApprovalLine::request)
        .reduce((_, last) -> last)
        .map(ApprovalLine::amount)
        .orElse(Money.NOTHING)
        .max(costs.expected(Payer.OWNER));
  }

  /** An order that came to nothing cost what was spent on it, not what was expected. */
  private static Money lately(Books.Beside other, Instant now) {
    OrderCosts costs =
        part(other.costs(), line -> !line.at().isBefore(now.minus(TOGETHER)), _ -> false);
    OrderStatus status = other.order().status();
    return status.open() || status == OrderStatus.CLOSED
        ? costs.expected(Payer.OWNER)
        : costs.spent(Payer.OWNER);
  }

  private static OrderCosts part(
      OrderCosts costs, Predicate<CostLine> lines, Predicate<ApprovalLine> approvals) {
    return new OrderCosts(
        costs.lines().stream().filter(lines).toList(),
        List.of(),
        costs.approvals().stream().filter(approvals).toList());
  }

  private List<String> chain(Money amount) {
    return site.service().approvals().stream()
        .filter(_ -> amount.positive())
        .filter(tier -> covers(tier, amount))
        .findFirst()
        .map(ApprovalTier::chain)
        .orElse(List.of());
  }

  private boolean covers(ApprovalTier tier, Money amount) {
    return tier.upTo().isEmpty()
        || amount
                .decimal(site.service().charges().currency())
                .compareTo(BigDecimal.valueOf(tier.upTo().getAsDouble()))
            <= 0;
  }

  /**
   * Each link with the first approval that was given for it and serves no earlier link. A link that
   * nobody holds but those who may not take it is passed over, as long as somebody else agrees.
   */
  private List<Step> steps(OrderCosts costs, Money beside, Set<String> interested) {
    Money own = amount(costs);
    List<ApprovalLine> left = new ArrayList<>(costs.approvals());
    left.removeIf(ApprovalLine::request);
    List<String> chain = own.positive() ? chain(own.plus(beside)) : List.of();
    List<Step> steps = new ArrayList<>();
    for (String name : chain) {
      Step step = step(name, left);
      if (step.given.isPresent() || !onlyThe(interested, name)) {
        steps.add(step);
      }
    }
    if (steps.isEmpty() && !chain.isEmpty()) {
      steps.add(step(standIn(interested), left));
    }
    return steps;
  }

  private static Step step(String name, List<ApprovalLine> left) {
    Optional<ApprovalLine> given =
        left.stream().filter(line -> line.step().filter(name::equals).isPresent()).findFirst();
    given.ifPresent(left::remove);
    return new Step(name, given);
  }

  private boolean onlyThe(Set<String> interested, String step) {
    List<String> holders =
        site.staff().values().stream()
            .filter(member -> holds(member, step))
            .map(StaffMember::id)
            .toList();
    return !holders.isEmpty() && interested.containsAll(holders);
  }

  /** The next above, where a whole chain is interested; at last an administrator. */
  private String standIn(Set<String> interested) {
    Stream<String> approvers =
        site.staff().values().stream()
            .filter(member -> member.role() == Role.APPROVER)
            .map(member -> member.level().orElse(0))
            .distinct()
            .sorted()
            .map(level -> APPROVER + level);
    return Stream.concat(Stream.of(Role.MANAGER.word()), approvers)
        .filter(
            step ->
                site.staff().values().stream()
                    .anyMatch(it -> holds(it, step) && !interested.contains(it.id())))
        .findFirst()
        .orElse(Role.ADMIN.word());
  }

  /** When the first line or request was written that needs what is missing now. */
  private Optional<Instant> since(OrderCosts costs, Money beside, Set<String> interested) {
    OrderCosts standing =
        part(costs, line -> line.corrects().isEmpty() && !costs.countered(line.line()), _ -> true);
    return Stream.concat(
            standing.lines().stream().map(CostLine::at),
            standing.approvals().stream().filter(ApprovalLine::request).map(ApprovalLine::at))
        .sorted()
        .filter(
            moment ->
                steps(
                        part(
                            standing,
                            line -> !line.at().isAfter(moment),
                            line -> !line.request() || !line.at().isAfter(moment)),
                        beside,
                        interested)
                    .stream()
                    .anyMatch(step -> step.given.isEmpty()))
        .findFirst();
  }

  /** Why somebody may not take the next step; empty: he may. */
  Optional<OrderRefusal> refusal(
      WorkOrder order, Standing standing, OrderCosts costs, Actor actor) {
    Optional<Step> next = standing.next();
    if (next.isEmpty() && order.status() != OrderStatus.WAIT_APPROVAL) {
      return Optional.of(new OrderRefusal.NothingToApprove());
    }
    String step = next.map(Step::name).orElse("manager, approver");
    boolean his = next.map(it -> holds(actor, it.name)).orElseGet(() -> leave(actor).isPresent());
    if (!his) {
      return Optional.of(new OrderRefusal.NotYourStep(step));
    }
    boolean agreed =
        standing.steps.stream()
            .filter(it -> !it.name.equals(OUTSIDE) && !step.equals(OUTSIDE))
            .flatMap(it -> it.given.stream())
            .anyMatch(line -> line.by().equals(actor.user()));
    boolean concerned = interested(order, costs).contains(actor.user());
    return concerned || agreed
        ? Optional.of(new OrderRefusal.OwnSpending(actor.user()))
        : Optional.empty();
  }

  /** As what somebody gives leave where no chain asks for it; empty: he may not. */
  static Optional<Role> leave(Actor actor) {
    return Stream.of(Role.MANAGER, Role.APPROVER, Role.ADMIN)
        .filter(actor.roles()::contains)
        .findFirst();
  }

  private boolean holds(Actor actor, String step) {
    return step.equals(OUTSIDE)
        ? actor.roles().contains(Role.MANAGER) || actor.roles().contains(Role.ADMIN)
        : step.startsWith(APPROVER)
            ? Optional.ofNullable(site.staff().get(actor.user()))
                .filter(member -> holds(member, step))
                .isPresent()
            : actor.roles().stream().map(Role::word).anyMatch(step::equals);
  }

  /** Whether a member of staff holds a step. */
  public static boolean holds(StaffMember member, String step) {
    return step.startsWith(APPROVER)
        ? member.role() == Role.APPROVER && step.equals(APPROVER + member.level().orElse(0))
        : step.equals(member.role().word());
  }
}

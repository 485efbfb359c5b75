package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.site.Roster;

/** What a roster may say, and how a slip in it is answered. */
class RosterMessagesTest {
  private static final String SOUND =
      "  lift-duty: { turns: weekly, from: 2026-11-23, at: \"08:00\", members: [li-wei, chen-tao],"
          + " instead: [ { from: 2026-12-01, to: 2026-12-03, member: zhao-min } ] }";

  private static ExampleSite with(String roster) {
    return ExampleSite.whole()
        .with("site.yaml", "\nshifts:", "\nrosters:\n" + roster + "\n\nshifts:")
        .with("site.yaml", "{ at: 1m, to: [operator] }", "{ at: 1m, to: [lift-duty] }");
  }

  @Test
  void aRosterIsNamedInARouteLikeARole() {
    Roster roster = with(SOUND).site().rosters().get("lift-duty");
    assertThat(roster).isNotNull();
    assertThat(roster.turns()).isEqualTo(Roster.Turns.WEEKLY);
    assertThat(roster.from()).isEqualTo(LocalDate.of(2026, 11, 23));
    assertThat(roster.at()).isEqualTo(LocalTime.of(8, 0));
    assertThat(roster.members()).containsExactly("li-wei", "chen-tao");
    assertThat(roster.instead())
        .containsExactly(
            new Roster.Substitution(
                LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 3), "zhao-min"));
  }

  @ParameterizedTest(name = "{1} for {0}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "li-wei, chen-tao | li-wei, chen-toa | 67:80 | there is no member of staff 'chen-toa'; did"
            + " you mean 'chen-tao'?",
        "member: zhao-min | member: zhoa-min | 67:146 | there is no member of staff 'zhoa-min'; did"
            + " you mean 'zhao-min'?",
        "[li-wei, chen-tao] | [] | 67:71 | a list of at least 1 is expected; add the id of a member"
            + " of staff",
        "[li-wei, chen-tao] | [li-wei, li-wei] | 67:80 | 'li-wei' stands twice in this list; keep"
            + " one",
        "turns: weekly | turns: monthly | 67:23 | 'monthly' is not a length of turns; it is one of:"
            + " daily, weekly",
        "to: 2026-12-03 | to: 2026-11-30 | 67:126 | the substitution ends before it begins; write a"
            + " 'to' not before 2026-12-01",
        "lift-duty: { | wall: { | 67:3 | 'wall' names people or the wall already; choose another"
            + " id",
        "lift-duty: { | technician: { | 67:3 | 'technician' names people or the wall already;"
            + " choose another id",
        "lift-duty: { | li-wei: { | 67:3 | 'li-wei' names a member of staff already; choose another"
            + " id",
        "lift-duty: { | voice: { | 67:3 | 'voice' names a channel already; choose another id",
        "member: zhao-min } | member: zhao-min }, { from: 2026-12-03, to: 2026-12-04, member:"
            + " li-wei } | 67:158 | two stand in on 2026-12-03: zhao-min and li-wei; let one"
            + " substitution end before the next begins",
        "at: \"08:00\", | '' | 67:14 | key 'at' is missing",
      })
  void aSlipIsAnsweredWhereItStands(String text, String other, String place, String message) {
    List<String> answers =
        with(SOUND.replace(text, other)).load().problems().stream()
            .filter(problem -> problem.position().line() == 67)
            .map(Problem::toString)
            .toList();
    assertThat(answers).anyMatch(answer -> answer.contains("site.yaml:" + place + ": "));
    assertThat(answers).anyMatch(answer -> answer.contains(message));
  }
}
